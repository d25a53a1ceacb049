package io.tollgate.sale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.offer.PaymentRefused;
import io.tollgate.catalog.offer.Quotes;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.UnixTime;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Compares a payment that the ledger does not know yet with what we offer, or offered until a moment ago. What was signed decides (recipient, value,
 * window); what a v2 client echoes must agree with our own terms and is never used instead of them.
 */
public final class MatchTerms implements Processor {
    private static final Duration TIME_TO_SETTLE = Duration.ofSeconds(6);

    private final Terms terms;
    private final Quotes quotes;
    private final Clock clock;

    public MatchTerms(Terms terms, Quotes quotes, Clock clock) {
        this.terms = terms;
        this.quotes = quotes;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        if (!terms.offered(sale.item)) {
            throw FindItem.unknown();
        }
        if (!sale.matched.offered()) {
            throw new PaymentRefused("invalid_network");
        }
        Authorization signed = sale.payment.authorization();
        if (!signed.to().equals(sale.terms.payTo())) {
            throw new PaymentRefused("invalid_exact_evm_payload_recipient_mismatch");
        }
        if (!signed.value().equals(sale.terms.amount())) {
            throw new PaymentRefused("invalid_exact_evm_payload_authorization_value_mismatch");
        }
        UnixTime soon = UnixTime.of(clock.instant().plus(TIME_TO_SETTLE));
        if (signed.validBefore().compareTo(soon) < 0) {
            throw new PaymentRefused("invalid_exact_evm_payload_authorization_valid_before");
        }
        if (signed.validAfter().compareTo(UnixTime.of(clock.instant())) > 0) {
            throw new PaymentRefused("invalid_exact_evm_payload_authorization_valid_after");
        }
        sale.payment.accepted().ifPresent(accepted -> matchEcho(sale, accepted));
        sale.payment.resourceUrl().ifPresent(url -> matchResource(sale, url));
        matchQuote(sale);
    }

    private static void matchEcho(SaleContext sale, JsonNode accepted) {
        ObjectNode ours = sale.terms.v2();
        for (String field : new String[] {"scheme", "network", "amount", "maxTimeoutSeconds"}) {
            if (!ours.get(field).equals(accepted.get(field))) {
                throw mismatch();
            }
        }
        for (String field : new String[] {"asset", "payTo"}) {
            if (!ours.get(field)
                    .textValue()
                    .equalsIgnoreCase(accepted.path(field).asText())) {
                throw mismatch();
            }
        }
        for (String field : new String[] {"name", "version"}) {
            if (!ours.get("extra").get(field).equals(accepted.path("extra").get(field))) {
                throw mismatch();
            }
        }
    }

    /** The host is not compared: behind a proxy clients see another one. The path names the file. */
    private static void matchResource(SaleContext sale, String url) {
        try {
            String path = URI.create(url).getPath();
            if (path == null
                    || !path.equals(URI.create(sale.terms.resource().url()).getPath())) {
                throw mismatch();
            }
        } catch (IllegalArgumentException e) {
            throw mismatch();
        }
    }

    /** A quote of another file, or of other terms of this one, says that something else was meant. */
    private void matchQuote(SaleContext sale) {
        boolean ours = sale.payment
                .quote()
                .map(quote -> quotes.isOf(sale.item.id(), sale.matched.version(), quote))
                .orElse(true);
        if (!ours) {
            throw mismatch();
        }
    }

    private static PaymentRefused mismatch() {
        return new PaymentRefused("No matching payment requirements");
    }
}
