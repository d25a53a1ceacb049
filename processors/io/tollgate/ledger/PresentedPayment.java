package io.tollgate.ledger;

import static java.util.Objects.requireNonNull;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.UnixTime;
import java.util.Optional;

/**
 * A payment as a client presents it, after the caller has matched its terms and checked its signature.
 *
 * @param digest             the EIP-712 digest that was signed: says whether two payments of one key are one payment
 * @param signature          normalised, {@code 0x} and hex; at most 8192 characters
 * @param version            the x402 version it came in, 1 or 2
 * @param quote              the quote that it echoes, as the client wrote it; one of more than 512 characters is not
 *                           ours and counts as absent. Unlike everything else here it is never published on the chain,
 *                           so it tells the buyer from a reader of the chain. Empty in v1, which echoes nothing
 * @param facilitatorRequest the body that is sent to the facilitator, kept so that a repeated settlement is identical
 */
public record PresentedPayment(
        PaymentKey key,
        Bytes32 digest,
        String signature,
        int version,
        String itemId,
        AtomicAmount amount,
        Address payTo,
        UnixTime validBefore,
        Optional<String> quote,
        byte[] facilitatorRequest) {
    private static final int LONGEST_QUOTE = 512;

    public PresentedPayment {
        requireNonNull(key, "key must not be null");
        requireNonNull(digest, "digest must not be null");
        requireNonNull(itemId, "itemId must not be null");
        requireNonNull(amount, "amount must not be null");
        requireNonNull(payTo, "payTo must not be null");
        requireNonNull(validBefore, "validBefore must not be null");
        requireNonNull(facilitatorRequest, "facilitatorRequest must not be null");
        if (signature == null || signature.length() > 8192) {
            throw new IllegalArgumentException("signature must be at most 8192 characters");
        }
        if (version != 1 && version != 2) {
            throw new IllegalArgumentException("version must be 1 or 2");
        }
        quote = quote.filter(text -> text.length() <= LONGEST_QUOTE);
    }
}
