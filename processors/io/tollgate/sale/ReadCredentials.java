package io.tollgate.sale;

import io.tollgate.http.server.Problem;
import io.tollgate.sale.entitlement.DownloadTokens;
import io.tollgate.x402.protocol.Headers;
import io.tollgate.x402.protocol.MalformedPayment;
import io.tollgate.x402.protocol.PaymentHeader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Reads what the request presents: a download token, a wallet's sign-in, a payment. One rule for every mixture of
 * headers: PAYMENT-SIGNATURE wins over X-PAYMENT, a header sent twice is refused, and the version inside decides,
 * whichever header it came in. HEAD uses nothing up, so of a HEAD only a token is looked at.
 */
public final class ReadCredentials implements Processor {
    private static final Pattern BEARER = Pattern.compile("Bearer +([^ ]+)", Pattern.CASE_INSENSITIVE);

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        sale.token = token(sale);
        if (sale.isHead()) {
            return;
        }
        sale.signIn = single(sale, Headers.SIGN_IN_WITH_X);
        String payment = single(sale, Headers.PAYMENT_SIGNATURE);
        if (payment == null) {
            payment = single(sale, Headers.X_PAYMENT);
        }
        if (payment == null) {
            return;
        }
        try {
            sale.payment = PaymentHeader.decode(payment);
        } catch (MalformedPayment e) {
            throw Problem.of(400, "malformed_payment", e.getMessage());
        }
    }

    /** What is written into an address gets into histories and logs, so it is told from what came in a header. */
    private static PresentedToken token(SaleContext sale) {
        String header = single(sale, Headers.DOWNLOAD_TOKEN);
        if (header != null) {
            return new PresentedToken(header, false);
        }
        String authorization = single(sale, "Authorization");
        Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
        if (bearer.matches() && DownloadTokens.claims(bearer.group(1))) {
            return new PresentedToken(bearer.group(1), false);
        }
        List<String> inAddress = sale.request.params().getAll("token");
        if (inAddress.size() > 1) {
            throw Problem.of(400, "duplicate_payment", "the address carries more than one token");
        }
        return inAddress.isEmpty() ? null : new PresentedToken(inAddress.get(0), true);
    }

    private static String single(SaleContext sale, String name) {
        List<String> values = sale.request.headers().getAll(name);
        if (values.size() > 1) {
            throw Problem.of(400, "duplicate_payment", "the request carries more than one " + name + " header");
        }
        return values.isEmpty() || values.get(0).isBlank()
                ? null
                : values.get(0).strip();
    }
}
