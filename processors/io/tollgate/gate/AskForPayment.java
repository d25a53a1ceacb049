package io.tollgate.gate;

import io.tollgate.payment.Challenge;
import io.tollgate.payment.ChallengeTemplate;
import io.tollgate.payment.ExtensionList;
import io.tollgate.payment.Receipt;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Answers 402 with the terms in both protocol versions: v2 in the PAYMENT-REQUIRED header, v1 in the body. After a
 * refused payment, token or sign-in it says why, and adds the receipt of a failed settlement if there was one.
 * {@code Sunset} (RFC 8594) says when the file may go, at the earliest.
 */
public final class AskForPayment implements Processor {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Terms terms;
    private final Extensions extensions;

    public AskForPayment(Terms terms, Extensions extensions) {
        this.terms = terms;
        this.extensions = extensions;
    }

    @Override
    public void process(Exchange exchange) {
        Sale sale = Sale.of(exchange);
        PaymentRefused refused = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, PaymentRefused.class);
        if (!terms.offered(sale.item)) {
            answerUnknown(exchange.getMessage(), sale, refused);
            return;
        }
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, 402);
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.setHeader("Cache-Control", "no-store");
        answer.setHeader("Sunset", HTTP_DATE.format(sale.item.expiresAt()));
        ExtensionList offered = extensions.of(sale.item);
        if (refused == null && sale.shown != null) {
            ChallengeTemplate challenge = sale.shown.challenge();
            answer.setHeader("PAYMENT-REQUIRED", challenge.v2Header(terms.quote(sale.item), offered));
            answer.setBody(ByteBuffer.wrap(challenge.v1Body()));
            return;
        }
        String error =
                refused != null ? refused.getMessage() : sale.passedOver != null ? sale.passedOver : "Payment required";
        Challenge challenge = new Challenge(terms.offers(sale.item), error, offered);
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
