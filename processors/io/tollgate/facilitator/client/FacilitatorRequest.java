package io.tollgate.facilitator.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.protocol.PaymentPayload;
import io.tollgate.x402.protocol.PaymentTerms;
import java.nio.charset.StandardCharsets;

/**
 * The body of /verify and /settle: our terms, and the payment as we write it. In the version the payment came in, or
 * in the other one for a facilitator that knows no other; what was signed is the same.
 */
public final class FacilitatorRequest {
    private FacilitatorRequest() {}

    /** In the version of the payment. */
    public static byte[] json(PaymentPayload payment, PaymentTerms terms) {
        return json(payment, terms, payment.version());
    }

    /** @param version 1 or 2 */
    public static byte[] json(PaymentPayload payment, PaymentTerms terms, int version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("x402Version", version);
        json.set("paymentPayload", payment.inVersion(version).rebuilt(terms));
        json.set("paymentRequirements", terms.in(version));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The version a body is written in.
     *
     * @throws IllegalArgumentException when it is not ours
     */
    public static int version(byte[] body) {
        int version = FacilitatorAnswers.parse(body).path("x402Version").asInt();
        if (version != 1 && version != 2) {
            throw new IllegalArgumentException("a facilitator request without a version");
        }
        return version;
    }
}
