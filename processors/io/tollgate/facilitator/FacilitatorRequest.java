package io.tollgate.facilitator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.payment.PaymentPayload;
import io.tollgate.payment.PaymentTerms;
import java.nio.charset.StandardCharsets;

/** The body of /verify and /settle, in the version of the payment: our terms, and the payment as we write it. */
public final class FacilitatorRequest {
    private FacilitatorRequest() {}

    public static byte[] json(PaymentPayload payment, PaymentTerms terms) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("x402Version", payment.version());
        json.set("paymentPayload", payment.rebuilt(terms));
        json.set("paymentRequirements", terms.in(payment.version()));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
