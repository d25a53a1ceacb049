package io.tollgate.gate;

import io.tollgate.evm.Eip3009;
import io.tollgate.evm.Signature;
import io.tollgate.facilitator.FacilitatorRequest;
import io.tollgate.http.Subject;
import io.tollgate.ledger.PaymentKey;
import io.tollgate.ledger.PresentedPayment;
import io.tollgate.money.Address;
import io.tollgate.money.Asset;
import io.tollgate.money.Authorization;
import io.tollgate.money.Bytes32;
import io.tollgate.money.Network;
import io.tollgate.payment.PaymentPayload;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Checks on this machine that the payer signed: before the ledger is asked and before anybody is called. What is
 * signed is computed from our own table of assets, never from what the client names.
 */
public final class CheckSignature implements Processor {
    private final Terms terms;
    private final Eip3009 eip3009;

    public CheckSignature(Terms terms, Eip3009 eip3009) {
        this.terms = terms;
        this.eip3009 = eip3009;
    }

    @Override
    public void process(Exchange exchange) {
        Sale sale = Sale.of(exchange);
        PaymentPayload payment = sale.payment;
        if (!payment.scheme().equals("exact")) {
            throw new PaymentRefused("unsupported_scheme");
        }
        sale.meant = terms.meant(sale.item, payment);
        sale.terms = sale.meant.terms();
        Network network = sale.terms.network();
        Asset asset = network.usdc();
        Authorization authorization = payment.authorization();
        byte[] digest = eip3009.digest(asset, authorization);
        Signature signature = Signature.parse(payment.signature())
                .filter(parsed ->
                        parsed.recover(digest).filter(signer(authorization)).isPresent())
                .orElseThrow(() -> new PaymentRefused("invalid_exact_evm_payload_signature"));
        sale.presented = new PresentedPayment(
                new PaymentKey(network.chain(), asset.address(), authorization.from(), authorization.nonce()),
                Bytes32.of(digest),
                signature.hex(),
                payment.version(),
                sale.item.id(),
                authorization.value(),
                authorization.to(),
                authorization.validBefore(),
                payment.quote(),
                FacilitatorRequest.json(payment.signedAs(signature.hex()), sale.terms));
        Subject.PAYMENT.is(exchange, sale.presented.key().id());
    }

    private static java.util.function.Predicate<Address> signer(Authorization authorization) {
        return authorization.from()::equals;
    }
}
