package io.tollgate.mcp;

import io.tollgate.http.server.MinimumBodyRate;
import io.tollgate.http.server.Problem;
import io.tollgate.http.server.RequestBody;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Takes the message out of the request: JSON, and no more of it than the largest file in base64 needs. */
public final class ReadMessage implements Processor {
    /** With its prefix: without, a hash that a proxy adds looks the same. */
    private static final Pattern KEY = Pattern.compile("0x[0-9a-fA-F]{64}");

    private final int largest;

    /** @param largest bytes that are read at most */
    public ReadMessage(int largest) {
        this.largest = largest;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        McpRequest request = McpRequest.of(exchange);
        request.http.headers().forEach(ReadMessage::refuseKey);
        String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.startsWith("application/json;")) {
            throw Problem.of(415, "json_expected", "a message of MCP is application/json");
        }
        if (!accepts(request.header("Accept").orElse("*/*").toLowerCase(Locale.ROOT))) {
            throw Problem.of(
                    406, "not_acceptable", "answers are application/json or text/event-stream; accept both of them");
        }
        String length = request.http.getHeader("Content-Length");
        if (length != null && Long.parseLong(length) > largest) {
            throw tooLarge();
        }
        byte[] body = new RequestBody(request.http, MinimumBodyRate.DEFAULT).readNBytes(largest + 1);
        if (body.length > largest) {
            throw tooLarge();
        }
        request.message = Json.parse(body).orElse(Json.MISSING);
        exchange.getIn().removeHeaders("*");
        exchange.getIn().setBody(null);
    }

    /** The token is a header of its own, and may look like anything. */
    private static void refuseKey(Map.Entry<String, String> header) {
        String name = header.getKey().toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
        boolean token = name.equals("authorization");
        if (name.contains("privatekey") || name.contains("mnemonic") || !token && isKey(header.getValue())) {
            throw Problem.of(
                    400,
                    "key_refused",
                    "a header looks like a private key; never send one, and take it as known to others now");
        }
    }

    private static boolean isKey(String value) {
        return KEY.matcher(value.strip()).matches();
    }

    private static boolean accepts(String accept) {
        return accept.contains("application/json")
                || accept.contains("*/*")
                || accept.contains("application/*")
                || accept.contains("text/event-stream");
    }

    private Problem tooLarge() {
        return Problem.of(
                        413,
                        "message_too_large",
                        "a message is at most " + largest + " bytes; larger files go another way")
                .limit(largest);
    }
}
