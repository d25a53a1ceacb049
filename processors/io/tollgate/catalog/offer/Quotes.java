package io.tollgate.catalog.offer;

import io.tollgate.catalog.ItemTerms;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * The mark that a challenge carries and a payment echoes: it says which item was offered on which version of its terms
 * until when, without a row in the database. An HMAC, so only this gateway makes one; random, so that no two buyers
 * get the same one; and it is never on the chain, so a client that presents it has seen the challenge.
 */
public final class Quotes {
    /** Always as long as this, a multiple of three, so that a challenge can be rendered around it. */
    public static final int LENGTH = 48;

    private static final int NONCE = 8;
    private static final int BODY = Integer.BYTES + Long.BYTES + NONCE;
    private static final int MAC = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecretKey key;
    private final Duration honoured;
    private final Clock clock;
    private final SecureRandom random;

    /** @param honoured how long after its end a quote still tells where a payment belongs */
    public Quotes(SecretKey key, Duration honoured, Clock clock, SecureRandom random) {
        this.key = key;
        this.honoured = honoured;
        this.clock = clock;
        this.random = random;
    }

    /** A fresh mark for these terms of an item. */
    public String issue(String itemId, ItemTerms terms, Instant until) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        ByteBuffer quote = ByteBuffer.allocate(BODY + MAC)
                .putInt(terms.version())
                .putLong(until.getEpochSecond())
                .put(nonce);
        return TEXT.encodeToString(quote.put(mac(itemId, terms, quote.array())).array());
    }

    /**
     * The version of the terms that a quote names; it is unverified until {@link #isOf} has checked it.
     * Empty for what is no quote.
     */
    Optional<Integer> version(String quote) {
        return decoded(quote).map(bytes -> ByteBuffer.wrap(bytes).getInt());
    }

    /** True when this gateway offered this item on these very terms with this quote, and not too long ago. */
    public boolean isOf(String itemId, ItemTerms terms, String quote) {
        Optional<byte[]> decoded = decoded(quote);
        if (decoded.isEmpty()) {
            return false;
        }
        byte[] bytes = decoded.get();
        ByteBuffer body = ByteBuffer.wrap(bytes);
        int version = body.getInt();
        long until = body.getLong();
        return MessageDigest.isEqual(Arrays.copyOfRange(bytes, BODY, bytes.length), mac(itemId, terms, bytes))
                && version == terms.version()
                && clock.instant().isBefore(Instant.ofEpochSecond(until).plus(honoured));
    }

    private static Optional<byte[]> decoded(String quote) {
        if (quote.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(quote));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Over the first bytes of the quote and what they stand for. */
    private byte[] mac(String itemId, ItemTerms terms, byte[] quote) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(key);
            hmac.update(quote, 0, BODY);
            String offered = String.join(
                    "\n",
                    "tollgate-quote-2",
                    itemId,
                    terms.price().toString(),
                    terms.requested().payTo().lowerCase());
            return Arrays.copyOf(hmac.doFinal(offered.getBytes(StandardCharsets.UTF_8)), MAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing in this Java runtime", e);
        }
    }
}
