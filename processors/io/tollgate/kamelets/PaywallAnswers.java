package io.tollgate.kamelets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.protocol.Challenge;
import io.tollgate.x402.protocol.Headers;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The answers to an unpaid request; its route ends there. */
final class PaywallAnswers {
    private final Price price;

    PaywallAnswers(Price price) {
        this.price = price;
    }

    /** Answers 402 with the terms, in both versions of the protocol. */
    void paymentRequired(Exchange exchange, String url, String error) {
        Challenge challenge = price.challenge(url, error);
        Message answer = beginAnswer(exchange, 402, "application/json");
        answer.setHeader(Headers.PAYMENT_REQUIRED, challenge.v2Header());
        answer.setBody(challenge.v1Body());
    }

    /** Answers 400: the payment is malformed. */
    void malformed(Exchange exchange, String detail) {
        problem(exchange, 400, "malformed_payment", detail);
    }

    /** Answers 503: the same payment may be sent again. */
    void retryLater(Exchange exchange, String code, String detail) {
        problem(exchange, 503, code, detail);
        exchange.getMessage().setHeader("Retry-After", "10");
    }

    private static void problem(Exchange exchange, int status, String code, String detail) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("status", status)
                .put("code", code)
                .put("detail", detail)
                .put("retryable", status == 503);
        beginAnswer(exchange, status, "application/problem+json")
                .setBody(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Message beginAnswer(Exchange exchange, int status, String type) {
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        answer.setHeader(Exchange.CONTENT_TYPE, type);
        answer.setHeader("Cache-Control", "no-store");
        exchange.setRouteStop(true);
        return answer;
    }
}
