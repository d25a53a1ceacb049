package io.tollgate.sale.facilitator;

import io.tollgate.facilitator.client.CdpTokens;
import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Lays out one call to the facilitator whose turn it is: the same bytes for verify, settle and every later try, and
 * nothing of the client's request. The credentials are made for this call and this facilitator.
 */
public final class PrepareFacilitatorRequest implements Processor {
    private final CdpTokens tokens;

    public PrepareFacilitatorRequest(CdpTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void process(Exchange exchange) {
        FacilitatorCall call = FacilitatorCall.of(exchange);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(null);
        FacilitatorAnswer.forget(exchange);
        if (call.request.length > 0) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        message.setHeader("Accept", "application/json");
        URI address = call.address();
        tokens.authorization(call.operation.method(), address)
                .ifPresent(credentials -> message.setHeader("Authorization", credentials));
        exchange.setVariable("facilitatorRequest", call.request);
    }
}
