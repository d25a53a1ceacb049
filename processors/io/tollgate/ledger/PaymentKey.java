package io.tollgate.ledger;

import static java.util.Objects.requireNonNull;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.ChainId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * What makes two presentations the same payment: a token contract takes each nonce of a payer once (EIP-3009). However a
 * client writes its header, it comes down to this; the rows hold the chain as a number and the rest as lower-case hex.
 */
public record PaymentKey(ChainId chain, Address asset, Address payer, Bytes32 nonce) {
    public PaymentKey {
        requireNonNull(chain, "chain must not be null");
        requireNonNull(asset, "asset must not be null");
        requireNonNull(payer, "payer must not be null");
        requireNonNull(nonce, "nonce must not be null");
    }

    public static PaymentKey of(Asset asset, Authorization authorization) {
        return new PaymentKey(asset.chain(), asset.address(), authorization.from(), authorization.nonce());
    }

    /** A short name for logs and messages, {@code pay_…}: the same wherever it is made, and no key to anything. */
    public String id() {
        String written = String.join("/", chain.caip2(), asset.lowerCase(), payer.lowerCase(), nonce.hex());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(written.getBytes(StandardCharsets.US_ASCII));
            return "pay_" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing in this Java runtime", e);
        }
    }
}
