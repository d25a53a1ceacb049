package io.tollgate.http.access;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Authorizes an upload by token, as {@link AuthorizeUploader} does. Where uploads have a price, a client without a token may
 * pay instead; a token that is presented must be valid in both cases. Sets {@code ${exchangeProperty.uploadPaymentRequired}}.
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
        boolean tokenPresented = !exchange.getMessage()
                .getHeader("Authorization", "", String.class)
                .isBlank();
        exchange.setProperty(PAYMENT_REQUIRED, priced && !tokenPresented);
        if (!priced || tokenPresented) {
            byToken.process(exchange);
        }
    }
}
