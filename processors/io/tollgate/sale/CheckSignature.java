package io.tollgate.sale;

import io.tollgate.catalog.offer.PaymentRefused;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.facilitator.client.FacilitatorRequest;
import io.tollgate.facilitator.client.Facilitators;
import io.tollgate.ledger.PaymentKey;
import io.tollgate.ledger.PresentedPayment;
import io.tollgate.log.LogContext;
import io.tollgate.x402.evm.Eip3009;
import io.tollgate.x402.evm.Signature;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.protocol.PaymentPayload;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Checks on this machine that the payer's key signed, before the ledger or a facilitator is asked. What is
 * signed is computed from our own table of assets, never from what the client names. A signature that no key explains
 * may still be a smart wallet's; later steps ask, and until one says yes the sale is not {@link SaleContext#isSigned signed}.
 */
public final class CheckSignature implements Processor {
    /** Up to 4,000 bytes, which the ledger can keep. */
    private static final Pattern BYTES = Pattern.compile("0[xX]([0-9a-fA-F]{2}){1,4000}");

    private final Terms terms;
    private final Eip3009 eip3009;
    private final Facilitators facilitators;

    public CheckSignature(Terms terms, Eip3009 eip3009, Facilitators facilitators) {
        this.terms = terms;
        this.eip3009 = eip3009;
        this.facilitators = facilitators;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        PaymentPayload payment = sale.payment;
        if (!payment.scheme().equals("exact")) {
            throw new PaymentRefused("unsupported_scheme");
        }
        sale.matched = terms.meant(sale.item, payment);
        sale.terms = sale.matched.terms();
        Network network = sale.terms.network();
        Asset asset = network.usdc();
        Authorization authorization = payment.authorization();
        byte[] digest = eip3009.digest(asset, authorization);
        Optional<Signature> byKey = Signature.parse(payment.signature())
                .filter(parsed -> parsed.recover(digest)
                        .filter(authorization.from()::equals)
                        .isPresent());
        String signature = byKey.map(Signature::hex).orElseGet(() -> unexplained(payment.signature()));
        sale.signed = byKey.isPresent();
        int version = facilitators.wireVersion(payment.version(), network);
        sale.presented = new PresentedPayment(
                new PaymentKey(network.chain(), asset.address(), authorization.from(), authorization.nonce()),
                Bytes32.of(digest),
                signature,
                payment.version(),
                sale.item.id(),
                authorization.value(),
                authorization.to(),
                authorization.validBefore(),
                payment.quote(),
                FacilitatorRequest.json(payment.signedAs(signature), sale.terms, version));
        LogContext.PAYMENT.set(exchange, sale.presented.key().id());
    }

    private static String unexplained(String signature) {
        if (!BYTES.matcher(signature).matches()) {
            throw refused();
        }
        return signature.toLowerCase(Locale.ROOT);
    }

    static PaymentRefused refused() {
        return new PaymentRefused("invalid_exact_evm_payload_signature");
    }
}
