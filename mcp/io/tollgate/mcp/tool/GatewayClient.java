package io.tollgate.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.mcp.Json;
import io.tollgate.mcp.ToolFailure;
import io.tollgate.mcp.ToolText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a gateway as any client does. Takes a bounded amount of every answer. */
public final class GatewayClient {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int LARGEST = 1024 * 1024;

    private final HttpClient http;

    public GatewayClient(HttpClient http) {
        this.http = http;
    }

    /** @param body as much of it as was wanted */
    record Answer(int status, HttpHeaders headers, byte[] body, boolean whole) {
        JsonNode json() {
            return Json.parse(body).orElse(Json.MISSING);
        }

        /** What the server says went wrong, fit to be repeated. */
        ToolFailure failure(String code) {
            JsonNode json = json();
            String why = json.path("detail").asText(json.path("error").asText(""));
            return ToolFailure.of(
                    json.path("code").asText(code).replaceAll("[^a-z0-9_]", ""),
                    "the gateway answers " + status + (why.isBlank() ? "" : ": " + ToolText.line(why)));
        }
    }

    HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url).timeout(PATIENCE).header("User-Agent", "tollgate-mcp");
    }

    /** @param most bytes of the body that are read; the rest is left */
    Answer send(HttpRequest request, int most) {
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] read = body.readNBytes(most + 1);
                boolean whole = read.length <= most;
                return new Answer(
                        answer.statusCode(), answer.headers(), whole ? read : Arrays.copyOf(read, most), whole);
            }
        } catch (InterruptedException | InterruptedIOException e) {
            Thread.currentThread().interrupt();
            throw ToolFailure.of("no_answer", "the gateway did not answer in time");
        } catch (IOException e) {
            throw ToolFailure.of("no_answer", "the gateway at " + request.uri().getAuthority() + " does not answer");
        }
    }

    Answer send(HttpRequest request) {
        return send(request, LARGEST);
    }

    static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
