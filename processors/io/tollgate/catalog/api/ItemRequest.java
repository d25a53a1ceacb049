package io.tollgate.catalog.api;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.tollgate.catalog.Item;
import io.tollgate.http.server.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/** What is known of one request about items while it passes its route. */
final class ItemRequest {
    private static final String PROPERTY = "itemRequest";

    final Optional<String> blobId;
    final Optional<String> bearer;
    final Optional<String> signIn;
    final boolean json;
    final byte[] body;
    private final Map<String, List<String>> query;

    /** The item whose seller sent this request, as proved. */
    Item item;

    ItemRequest(
            Optional<String> blobId,
            Optional<String> bearer,
            Optional<String> signIn,
            boolean json,
            byte[] body,
            String target) {
        this.blobId = blobId;
        this.bearer = bearer;
        this.signIn = signIn;
        this.json = json;
        this.body = body;
        this.query = decoded(target);
    }

    private static Map<String, List<String>> decoded(String target) {
        try {
            return new QueryStringDecoder(target, StandardCharsets.UTF_8, true, 16, true).parameters();
        } catch (IllegalArgumentException e) {
            throw badQuery("the query is malformed");
        }
    }

    void begin(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    static ItemRequest of(Exchange exchange) {
        ItemRequest request = exchange.getProperty(PROPERTY, ItemRequest.class);
        if (request == null) {
            throw new IllegalStateException("no request: a step that reads it is missing in front of this one");
        }
        return request;
    }

    /** A parameter of the query, at most once. */
    Optional<String> parameter(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw badQuery(name + " must be given once");
        }
        return values.stream().findFirst();
    }

    static Problem badQuery(String detail) {
        return Problem.of(400, "invalid_query", detail);
    }
}
