package io.tollgate.sale;

import io.tollgate.http.access.ClientAddress;
import io.tollgate.http.access.RateLimit;
import io.tollgate.http.server.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Stops an address that keeps sending invalid payments, before the next one costs a signature check. Payments
 * that are good never use a turn up, and a download token passes by here.
 */
public final class LimitInvalidPayments implements Processor {
    private final RateLimit limit;
    private final ClientAddress addresses;

    public LimitInvalidPayments(RateLimit limit, ClientAddress addresses) {
        this.limit = limit;
        this.addresses = addresses;
    }

    @Override
    public void process(Exchange exchange) {
        limit.waitTime(addresses.of(SaleContext.of(exchange).request)).ifPresent(wait -> {
            throw Problem.retry(
                    429, "too_many_invalid_payments", "too many refused payments within a minute", wait, null);
        });
    }
}
