package io.tollgate.admin;

import io.tollgate.http.server.Problem;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Refuses payments while sales are paused, before they are claimed, so that the same payment can be sent again later. */
public final class RefuseWhilePaused implements Processor {
    private static final Duration LATER = Duration.ofMinutes(2);

    private final SalesSwitch sales;

    public RefuseWhilePaused(SalesSwitch sales) {
        this.sales = sales;
    }

    @Override
    public void process(Exchange exchange) {
        if (sales.paused()) {
            throw Problem.retry(
                    503, "sales_paused", "sales are paused; nothing was charged, try again later", LATER, null);
        }
    }
}
