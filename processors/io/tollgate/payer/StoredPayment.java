package io.tollgate.payer;

import static java.util.Objects.requireNonNull;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed payment and what is known of it. It stays beside the output until the file is complete, so that no second
 * run signs a second one.
 *
 * @param url         what was asked for; the payment is presented nowhere else
 * @param headerName  {@code X-PAYMENT} or {@code PAYMENT-SIGNATURE}
 * @param headerValue as sent; anyone who has it can present it
 * @param validBefore from then on the chain does not take it any more
 * @param token       what the seller gave for resuming
 * @param etag        of the file that a part of is on disk
 */
public record StoredPayment(
        URI url,
        String headerName,
        String headerValue,
        AtomicAmount amount,
        ChainId chain,
        Address payTo,
        Instant validBefore,
        State state,
        Optional<String> token,
        Optional<String> etag) {
    public enum State {
        /** Sent or about to be; its outcome is unknown. */
        SIGNED,
        /** The seller said no while it was still valid. */
        REFUSED,
        /** The seller began to deliver. */
        PAID
    }

    public StoredPayment {
        requireNonNull(url, "url must not be null");
        requireNonNull(state, "state must not be null");
    }

    StoredPayment refused() {
        return new StoredPayment(
                url, headerName, headerValue, amount, chain, payTo, validBefore, State.REFUSED, token, etag);
    }

    StoredPayment paid(Optional<String> newToken, Optional<String> newEtag) {
        return new StoredPayment(
                url,
                headerName,
                headerValue,
                amount,
                chain,
                payTo,
                validBefore,
                State.PAID,
                newToken.or(() -> token),
                newEtag);
    }

    StoredPayment withoutToken() {
        return new StoredPayment(
                url, headerName, headerValue, amount, chain, payTo, validBefore, state, Optional.empty(), etag);
    }

    public boolean expired(Instant now) {
        return !now.isBefore(validBefore);
    }

    /** True when the seller turned it down in time and the chain will never take it: a new one may be signed. */
    boolean dead(Instant now) {
        return state == State.REFUSED && expired(now);
    }

    /** Without the header's value and the token. */
    @Override
    public String toString() {
        return "StoredPayment[" + url + ", " + amount + ", " + chain + ", " + payTo + ", " + state + "]";
    }
}
