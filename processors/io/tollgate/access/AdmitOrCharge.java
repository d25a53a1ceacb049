package io.tollgate.access;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Lets uploads in by token, as {@link AdmitUploader} does; where uploads have a price, whoever shows no token may pay
 * instead. A token that is shown must be right either way. Routes see {@code ${exchangeProperty.uploadTolled}}.
 */
public final class AdmitOrCharge implements Processor {
    private static final String TOLLED = "uploadTolled";

    private final AdmitUploader byToken;
    private final boolean priced;

    public AdmitOrCharge(AdmitUploader byToken, boolean priced) {
        this.byToken = byToken;
        this.priced = priced;
    }

    @Override
    public void process(Exchange exchange) {
        boolean tokenShown = !exchange.getMessage()
                .getHeader("Authorization", "", String.class)
                .isBlank();
        exchange.setProperty(TOLLED, priced && !tokenShown);
        if (!priced || tokenShown) {
            byToken.process(exchange);
        }
    }
}
