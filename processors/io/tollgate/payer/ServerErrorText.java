package io.tollgate.payer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tollgate.x402.protocol.Headers;
import io.tollgate.x402.protocol.Receipt;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a server says about itself in an error, made fit for a terminal: one line, no control characters, not long. */
final class ServerErrorText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}]+");
    private static final int MAX_LENGTH = 300;

    private final HttpHeaders headers;
    private final JsonNode body;

    ServerErrorText(HttpHeaders headers, byte[] body) {
        this.headers = headers;
        this.body = json(new String(body, StandardCharsets.UTF_8));
    }

    /** The reason of a refusal: the receipt's, the problem document's, the terms'; "no reason" without any. */
    String reason() {
        JsonNode terms = headers.firstValue(Headers.PAYMENT_REQUIRED)
                .map(ServerErrorText::decoded)
                .orElse(MissingNode.getInstance());
        return Stream.of(
                        receipt().path("errorReason"),
                        body.path("detail"),
                        body.path("error"),
                        body.path("title"),
                        terms.path("error"))
                .filter(node -> node.isTextual() && !node.asText().isBlank())
                .map(node -> clean(node.asText()))
                .findFirst()
                .orElse("no reason given");
    }

    /** The transaction of the receipt, if it names one. */
    Optional<String> transaction() {
        return Optional.of(receipt().path("transaction").asText(""))
                .filter(text -> !text.isBlank())
                .map(ServerErrorText::clean);
    }

    private JsonNode receipt() {
        return Stream.of(2, 1)
                .flatMap(version -> headers.firstValue(Receipt.headerName(version)).stream())
                .flatMap(header -> Receipt.parse(header).stream())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static JsonNode decoded(String header) {
        try {
            return JSON.readTree(Base64.getDecoder().decode(header));
        } catch (IOException | IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    static String clean(String text) {
        String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line;
    }
}
