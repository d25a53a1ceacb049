package io.tollgate.http.server;

import io.tollgate.x402.protocol.Headers;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Decides which headers pass between a client and a route. Only listed request headers enter, and only from real headers:
 * by itself Camel turns query parameters into headers, and accepts its control headers from clients. Responses get the
 * headers that a route has set, except Camel's control headers and those that the server writes.
 */
public final class RequestHeaderAllowList implements HeaderFilterStrategy {
    private static final Set<String> REQUEST_HEADERS = Stream.concat(
                    Headers.CREDENTIALS.stream(),
                    Stream.of(
                            "Accept",
                            "Content-Length",
                            "Content-Type",
                            "If-Match",
                            "If-Modified-Since",
                            "If-None-Match",
                            "If-Range",
                            "If-Unmodified-Since",
                            "Range",
                            "Upload-Length",
                            "Upload-Offset",
                            "User-Agent"))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> SERVER_HEADERS = Set.of(
            "connection",
            "content-length",
            "date",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !REQUEST_HEADERS.contains(name.toLowerCase(Locale.ROOT)) || !isHeader(name, value, exchange);
    }

    private static boolean isHeader(String name, Object value, Exchange exchange) {
        HttpServerRequest request = exchange.getIn(HttpMessage.class).getRequest();
        return request.headers().getAll(name).contains(value);
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("camel") || lower.startsWith("org.apache.camel") || SERVER_HEADERS.contains(lower);
    }
}
