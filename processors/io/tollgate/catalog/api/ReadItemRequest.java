package io.tollgate.catalog.api;

import io.tollgate.x402.protocol.Headers;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** Takes a request about items out of the message, so that nothing of the client's is left in it. */
public final class ReadItemRequest implements Processor {
    private static final String SCHEME = "bearer ";

    @Override
    public void process(Exchange exchange) {
        HttpMessage message = exchange.getIn(HttpMessage.class);
        byte[] body = message.getBody(byte[].class);
        new ItemRequest(
                        header(message, "blobId"),
                        header(message, "Authorization").flatMap(ReadItemRequest::bearer),
                        header(message, Headers.SIGN_IN_WITH_X),
                        header(message, Exchange.CONTENT_TYPE)
                                .filter(ReadItemRequest::isJson)
                                .isPresent(),
                        body == null ? new byte[0] : body,
                        message.getRequest().uri())
                .begin(exchange);
        message.removeHeaders("*");
        message.setBody(null);
    }

    private static Optional<String> header(HttpMessage message, String name) {
        return Optional.ofNullable(message.getHeader(name, String.class))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static Optional<String> bearer(String value) {
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(value.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static boolean isJson(String type) {
        String plain = type.toLowerCase(Locale.ROOT);
        return plain.equals("application/json") || plain.startsWith("application/json;");
    }
}
