package io.tollgate.http.access;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Lets uploads in by token, as {@link AuthorizeUploader} does; where uploads have a price, whoever shows no token may pay
 * instead. A token that is shown must be right either way. Routes see {@code ${exchangeProperty.uploadPaymentRequired}}.
 */
public final class AuthorizeOrCharge implements Processor {
    private static final String PAYMENT_REQUIRED = "uploadPaymentRequired";

    private final AuthorizeUploader byToken;
    private final boolean priced;

    public AuthorizeOrCharge(AuthorizeUploader byToken, boolean priced) {
        this.byToken = byToken;
        this.priced = priced;
    }

    @Override
    public void process(Exchange exchange) {
        boolean tokenShown = !exchange.getMessage()
                .getHeader("Authorization", "", String.class)
                .isBlank();
        exchange.setProperty(PAYMENT_REQUIRED, priced && !tokenShown);
        if (!priced || tokenShown) {
            byToken.process(exchange);
        }
    }
}
