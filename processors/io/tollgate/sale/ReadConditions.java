package io.tollgate.sale;

import io.tollgate.http.delivery.EntityTags;
import io.tollgate.http.delivery.RangeHeader;
import io.tollgate.http.server.Problem;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Reads which bytes are wanted, and under which conditions (RFC 9110, sections 13 and 14). A client that would get the file
 * learns here that there is nothing to send, 304, 412 or 416, before a payment is touched. Any other client learns
 * nothing about the file: he gets the price.
 */
public final class ReadConditions implements Processor {
    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        if (!sale.isFree() && !sale.isEntitled() && sale.isQuoteOnly()) {
            return;
        }
        String tag = EntityTags.strong(sale.item.sha256());
        String ifMatch = header(sale, "If-Match");
        if (ifMatch != null && !EntityTags.matchStrongly(ifMatch, tag)) {
            throw Problem.of(412, "precondition_failed", "the file is not the one that If-Match names");
        }
        String ifNoneMatch = header(sale, "If-None-Match");
        if (ifNoneMatch != null && EntityTags.matchWeakly(ifNoneMatch, tag)) {
            unchanged(sale, tag);
            exchange.setRouteStop(true);
            return;
        }
        if (!sale.isHead()) {
            readRanges(sale, tag);
        }
    }

    private static void readRanges(SaleContext sale, String tag) {
        String ifRange = header(sale, "If-Range");
        if (ifRange != null && !EntityTags.sameBytes(ifRange, tag)) {
            return;
        }
        List<String> ranges = sale.request.headers().getAll("Range");
        switch (RangeHeader.parse(ranges.size() == 1 ? ranges.get(0) : null, sale.item.size())) {
            case RangeHeader.Whole whole -> {
                // what is asked for already
            }
            case RangeHeader.Ranges wanted -> sale.ranges = wanted.ranges();
            case RangeHeader.Unsatisfiable none ->
                throw Problem.of(
                                416,
                                "range_not_satisfiable",
                                "the file has no such bytes, or too many ranges are asked")
                        .with("Content-Range", "bytes */" + sale.item.size());
        }
    }

    private static void unchanged(SaleContext sale, String tag) {
        HttpServerResponse response = sale.request.response();
        response.setStatusCode(304);
        response.putHeader("ETag", tag);
        response.putHeader("Cache-Control", "private");
        response.end();
    }

    /** Several headers of one name are one list. */
    private static String header(SaleContext sale, String name) {
        List<String> values = sale.request.headers().getAll(name);
        return values.isEmpty() ? null : String.join(", ", values);
    }
}
