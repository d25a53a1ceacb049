package io.tollgate.kamelets;

import io.tollgate.x402.evm.Eip3009;
import io.tollgate.x402.evm.Signature;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.UnixTime;
import io.tollgate.x402.protocol.PaymentPayload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Checks a payment before the facilitator is called: scheme, network, amount, recipient, time and signer. */
final class PaymentCheck {
    /** Maximum validity of a payment; used payments are recorded for longer. */
    static final Duration MAX_WINDOW = Duration.ofMinutes(15);

    private static final Duration SETTLE_TIME = Duration.ofSeconds(6);

    private final Price price;
    private final Clock clock;
    private final Eip3009 eip3009 = new Eip3009();

    PaymentCheck(Price price, Clock clock) {
        this.price = price;
        this.clock = clock;
    }

    /**
     * Returns the protocol's code for the defect; empty without one. The facilitator checks signatures of smart
     * wallets.
     */
    Optional<String> invalidReason(PaymentPayload payment) {
        Authorization signed = payment.authorization();
        Instant now = clock.instant();
        if (!payment.scheme().equals("exact")) {
            return Optional.of("unsupported_scheme");
        }
        if (!sameNetwork(payment)) {
            return Optional.of("invalid_network");
        }
        if (!signed.to().equals(price.payTo())) {
            return Optional.of("invalid_exact_evm_payload_recipient_mismatch");
        }
        if (!signed.value().equals(price.amount())) {
            return Optional.of("invalid_exact_evm_payload_authorization_value");
        }
        if (signed.validAfter().compareTo(UnixTime.of(now)) > 0) {
            return Optional.of("invalid_exact_evm_payload_authorization_valid_after");
        }
        if (signed.validBefore().compareTo(UnixTime.of(now.plus(SETTLE_TIME))) < 0
                || signed.validBefore().compareTo(UnixTime.of(now.plus(MAX_WINDOW))) > 0) {
            return Optional.of("invalid_exact_evm_payload_authorization_valid_before");
        }
        return signedByAnotherKey(payment) ? Optional.of("invalid_exact_evm_payload_signature") : Optional.empty();
    }

    private boolean sameNetwork(PaymentPayload payment) {
        return payment.network()
                .equals(
                        payment.version() == 1
                                ? price.network().name()
                                : price.network().chain().caip2());
    }

    /** Whether the signature has the form of a key's signature but is not the payer's. */
    private boolean signedByAnotherKey(PaymentPayload payment) {
        byte[] digest = eip3009.digest(price.network().usdc(), payment.authorization());
        return payment.signature().length() <= 2 + 2 * 65
                && Signature.parse(payment.signature())
                        .flatMap(signature -> signature.recover(digest))
                        .filter(payment.authorization().from()::equals)
                        .isEmpty();
    }
}
