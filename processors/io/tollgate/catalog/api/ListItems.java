package io.tollgate.catalog.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.http.server.JsonAnswer;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tells what is for sale, newest first, page by page: {@code ?limit=50&after=<next of the page before>}. */
public final class ListItems implements Processor {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private final Catalog catalog;
    private final Terms terms;
    private final ItemJson json;

    public ListItems(Catalog catalog, Terms terms) {
        this.catalog = catalog;
        this.terms = terms;
        this.json = new ItemJson(terms);
    }

    @Override
    public void process(Exchange exchange) {
        ItemRequest request = ItemRequest.of(exchange);
        int limit = request.parameter("limit").map(ListItems::limit).orElse(PAGE);
        List<Item> page = catalog.list(limit, request.parameter("after"));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode items = answer.putArray("items");
        page.stream().filter(terms::offered).forEach(item -> items.add(json.of(item)));
        answer.put("next", page.size() == limit ? page.getLast().blobId() : null);
        JsonAnswer.send(exchange, 200, answer);
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LARGEST_PAGE) {
            throw ItemRequest.badQuery("limit must be a whole number from 1 to " + LARGEST_PAGE);
        }
        return Integer.parseInt(text);
    }
}
