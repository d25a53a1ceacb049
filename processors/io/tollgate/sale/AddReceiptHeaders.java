package io.tollgate.sale;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.Ledger;
import io.tollgate.x402.protocol.Headers;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Adds the receipt to an answer that is what was paid for itself, and is no file: what was paid for is delivered then. */
public final class AddReceiptHeaders implements Processor {
    private final Ledger ledger;
    private final DeliveryHeadersFactory headersFactory;

    public AddReceiptHeaders(Ledger ledger, DeliveryHeadersFactory headersFactory) {
        this.ledger = requireNonNull(ledger, "ledger must not be null");
        this.headersFactory = requireNonNull(headersFactory, "headersFactory must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        Message answer = exchange.getMessage();
        for (Map.Entry<String, String> header :
                headersFactory.of(sale).headers().entrySet()) {
            boolean fetches = header.getKey().equals(Headers.DOWNLOAD_TOKEN)
                    || header.getKey().equals(Headers.DOWNLOAD_LINK);
            if (!fetches) {
                answer.setHeader(header.getKey(), header.getValue());
            }
        }
        ledger.recordDelivery(sale.entitlement, true);
    }
}
