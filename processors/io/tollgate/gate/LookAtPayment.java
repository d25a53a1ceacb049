package io.tollgate.gate;

import io.tollgate.http.Problem;
import io.tollgate.payment.MalformedPayment;
import io.tollgate.payment.PaymentHeader;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Reads what the request presents. One rule for every mixture of headers: PAYMENT-SIGNATURE wins over X-PAYMENT, a
 * header sent twice is refused, and the version inside decides, whichever header it came in.
 */
public final class LookAtPayment implements Processor {
    @Override
    public void process(Exchange exchange) {
        Sale sale = Sale.of(exchange);
        String header = single(sale, "PAYMENT-SIGNATURE");
        if (header == null) {
            header = single(sale, "X-PAYMENT");
        }
        if (header == null || sale.isHead()) {
            return;
        }
        try {
            sale.payment = PaymentHeader.decode(header);
        } catch (MalformedPayment e) {
            throw Problem.of(400, "malformed_payment", e.getMessage());
        }
    }

    private static String single(Sale sale, String name) {
        List<String> values = sale.request.headers().getAll(name);
        if (values.size() > 1) {
            throw Problem.of(400, "duplicate_payment", "the request carries more than one " + name + " header");
        }
        return values.isEmpty() || values.get(0).isBlank()
                ? null
                : values.get(0).strip();
    }
}
