package io.tollgate.gate;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Item;
import io.tollgate.http.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Looks the file up. One that is no longer sold is found too, because whoever has paid for it may come back; to
 * everybody else it looks like one that never was (404, always the same).
 */
public final class FindItem implements Processor {
    private final Catalog catalog;

    public FindItem(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void process(Exchange exchange) {
        Sale sale = Sale.of(exchange);
        sale.item = catalog.find(sale.blobId).orElseThrow(FindItem::unknown);
        if (sale.item.state() == Item.State.TAKEN_DOWN) {
            throw Problem.of(451, "taken_down", "the operator of this gateway must not serve this file");
        }
    }

    static Problem unknown() {
        return Problem.of(404, "not_found", "no such file is for sale here");
    }
}
