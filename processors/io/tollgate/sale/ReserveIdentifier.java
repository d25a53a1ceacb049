package io.tollgate.sale;

import io.tollgate.http.server.Problem;
import io.tollgate.ledger.PresentedPayment;
import io.tollgate.sale.entitlement.PaymentIdentifiers;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Has the name that a client gave its payment stand for this payment (extension payment-identifier). The same name on
 * another payment is answered 409 before anything is claimed: the client believes to repeat itself and would pay twice.
 */
public final class ReserveIdentifier implements Processor {
    private final PaymentIdentifiers identifiers;

    public ReserveIdentifier(PaymentIdentifiers identifiers) {
        this.identifiers = identifiers;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        PresentedPayment presented = sale.presented;
        boolean free = sale.payment
                .identifier()
                .map(name -> identifiers.reserve(presented.key().payer(), name, presented.itemId(), presented.digest()))
                .orElse(true);
        if (!free) {
            throw Problem.of(
                    409,
                    "payment_identifier_used",
                    "this payment-identifier was used for another payment; repeat that payment as it was sent, "
                            + "or choose a new identifier");
        }
    }
}
