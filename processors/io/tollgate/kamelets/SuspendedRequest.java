package io.tollgate.kamelets;

import io.tollgate.x402.protocol.Headers;
import io.tollgate.x402.protocol.PaymentPayload;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** A request while the facilitator is called for its payment. Its body may be a stream and is not read. */
record SuspendedRequest(Object body, Map<String, Object> headers, PaymentPayload payment, String url) {
    static SuspendedRequest of(Exchange exchange, PaymentPayload payment, String url) {
        Message request = exchange.getMessage();
        return new SuspendedRequest(request.getBody(), new HashMap<>(request.getHeaders()), payment, url);
    }

    /** Restores the request without its payment headers, which later steps do not need. */
    void restore(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        headers.forEach(message::setHeader);
        message.removeHeader(Headers.PAYMENT_SIGNATURE);
        message.removeHeader(Headers.X_PAYMENT);
        message.setBody(body);
    }

    @Override
    public String toString() {
        return "SuspendedRequest[" + url + "]";
    }
}
