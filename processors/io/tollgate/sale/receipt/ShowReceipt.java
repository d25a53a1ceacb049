package io.tollgate.sale.receipt;

import static java.util.Objects.requireNonNull;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.Purchasable;
import io.tollgate.catalog.SaleTerms;
import io.tollgate.catalog.StorageOffer;
import io.tollgate.http.server.Problem;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.SaleRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Answers a receipt to any client that knows its name, which has 128 random bits: the buyer, and those to whom the buyer
 * shows it. A receipt does not bring the file.
 */
public final class ShowReceipt implements Processor {
    private static final Pattern NAME = Pattern.compile("rcpt_[A-Za-z0-9_-]{22}");

    private final Ledger ledger;
    private final Catalog catalog;
    private final Receipts receipts;

    public ShowReceipt(Ledger ledger, Catalog catalog, Receipts receipts) {
        this.ledger = requireNonNull(ledger, "ledger must not be null");
        this.catalog = requireNonNull(catalog, "catalog must not be null");
        this.receipts = requireNonNull(receipts, "receipts must not be null");
    }

    private Optional<? extends Purchasable> sold(SaleRecord sale) {
        SaleTerms terms = new SaleTerms(
                new Pricing.Fixed(sale.amount()), sale.payTo(), sale.payment().chain(), List.of());
        Optional<Purchasable> file = catalog.findById(sale.itemId()).map(Purchasable.class::cast);
        return file.isPresent() ? file : StorageOffer.named(sale.itemId(), sale.amount(), terms, sale.settledAt());
    }

    @Override
    public void process(Exchange exchange) {
        String name = exchange.getMessage().getHeader("receiptId", "", String.class);
        byte[] document = ledger.sale(NAME.matcher(name).matches() ? name : "")
                .flatMap(sale -> sold(sale).map(item -> receipts.document(sale, item)))
                .map(json -> json.toString().getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> Problem.of(404, "not_found", "there is no such receipt"));
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.setHeader("Cache-Control", "private, no-store");
        answer.setBody(ByteBuffer.wrap(document));
    }
}
