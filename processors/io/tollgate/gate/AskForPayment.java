package io.tollgate.gate;

import io.tollgate.payment.Challenge;
import io.tollgate.payment.Receipt;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Answers 402 with the terms in both protocol versions: v2 in the PAYMENT-REQUIRED header, v1 in the body. After a
 * refused payment it says why, and adds the receipt of a failed settlement if there was one.
 */
public final class AskForPayment implements Processor {
    private final Terms terms;

    public AskForPayment(Terms terms) {
        this.terms = terms;
    }

    @Override
    public void process(Exchange exchange) {
        Sale sale = Sale.of(exchange);
        PaymentRefused refused = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, PaymentRefused.class);
        if (!terms.offered(sale.item)) {
            answerUnknown(exchange.getMessage(), sale, refused);
            return;
        }
        String error = refused == null ? "Payment required" : refused.getMessage();
        Challenge challenge = new Challenge(terms.offers(sale.item), error);
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, 402);
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.setHeader("Cache-Control", "no-store");
        answer.setHeader("PAYMENT-REQUIRED", challenge.v2Header());
        if (refused != null) {
            refused.receipt().ifPresent(receipt -> attach(answer, sale, receipt));
        }
        answer.setBody(ByteBuffer.wrap(challenge.v1Body()));
    }

    /** Not thrown: behind a refused payment nothing stands that would answer a second failure. */
    private static void answerUnknown(Message answer, Sale sale, PaymentRefused refused) {
        AnswerProblem.write(answer, FindItem.unknown());
        if (refused != null) {
            refused.receipt().ifPresent(receipt -> attach(answer, sale, receipt));
        }
    }

    private static void attach(Message answer, Sale sale, Receipt receipt) {
        int version = sale.payment.version();
        answer.setHeader(Receipt.headerName(version), receipt.header(version));
    }
}
