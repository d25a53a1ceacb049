package io.tollgate.sale;

import io.tollgate.catalog.offer.PaymentRefused;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.x402.protocol.Challenge;
import io.tollgate.x402.protocol.ChallengeTemplate;
import io.tollgate.x402.protocol.ExtensionList;
import io.tollgate.x402.protocol.Headers;
import io.tollgate.x402.protocol.Receipt;
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
    private final ChallengeExtensions extensions;

    public AskForPayment(Terms terms, ChallengeExtensions extensions) {
        this.terms = terms;
        this.extensions = extensions;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
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
        if (refused == null && sale.offer != null) {
            ChallengeTemplate challenge = sale.offer.challenge();
            answer.setHeader(Headers.PAYMENT_REQUIRED, challenge.v2Header(terms.quote(sale.item), offered));
            answer.setBody(ByteBuffer.wrap(challenge.v1Body()));
            return;
        }
        String error = refused != null
                ? refused.getMessage()
                : sale.ignoredSignIn != null ? sale.ignoredSignIn : "Payment required";
        Challenge challenge = new Challenge(terms.offers(sale.item), error, offered);
        answer.setHeader(Headers.PAYMENT_REQUIRED, challenge.v2Header());
        if (refused != null) {
            refused.receipt().ifPresent(receipt -> attach(answer, sale, receipt));
        }
        answer.setBody(ByteBuffer.wrap(challenge.v1Body()));
    }

    /** Not thrown: behind a refused payment nothing stands that would answer a second failure. */
    private static void answerUnknown(Message answer, SaleContext sale, PaymentRefused refused) {
        AnswerProblem.write(answer, FindItem.unknown());
        if (refused != null) {
            refused.receipt().ifPresent(receipt -> attach(answer, sale, receipt));
        }
    }

    private static void attach(Message answer, SaleContext sale, Receipt receipt) {
        int version = sale.payment.version();
        answer.setHeader(Receipt.headerName(version), receipt.header(version));
    }
}
