package io.tollgate.http.access;

import io.tollgate.http.server.Problem;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Limits the uploads of one address within a minute, including those with a wrong token, before their body is read.
 */
public final class LimitUploads implements Processor {
    private final RateLimit limit;
    private final ClientAddress addresses;

    public LimitUploads(RateLimit limit, ClientAddress addresses) {
        this.limit = limit;
        this.addresses = addresses;
    }

    @Override
    public void process(Exchange exchange) {
        String address = addresses.of(exchange.getIn(HttpMessage.class).getRequest());
        limit.tryAcquire(address).ifPresent(LimitUploads::refuse);
    }

    static void refuse(Duration wait) {
        throw Problem.retry(429, "too_many_uploads", "too many uploads within a minute", wait, null);
    }
}
