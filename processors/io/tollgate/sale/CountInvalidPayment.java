package io.tollgate.sale;

import io.tollgate.http.access.ClientAddress;
import io.tollgate.http.access.RateLimit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Counts a refused payment against the address it came from; {@link LimitInvalidPayments} looks at the count. */
public final class CountInvalidPayment implements Processor {
    private final RateLimit limit;
    private final ClientAddress addresses;

    public CountInvalidPayment(RateLimit limit, ClientAddress addresses) {
        this.limit = limit;
        this.addresses = addresses;
    }

    @Override
    public void process(Exchange exchange) {
        limit.tryAcquire(addresses.of(SaleContext.of(exchange).request));
    }
}
