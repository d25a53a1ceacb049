package io.tollgate.gate;

import io.tollgate.catalog.Item;
import io.tollgate.payment.PaymentPayload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * The mark that a challenge carries and a payment echoes: it says which item at which price was offered until when,
 * without a row in the database. An HMAC, so nobody else makes one; it is never on the chain, so whoever shows it has
 * seen the challenge.
 */
public final class Quotes {
    private static final int MAC_BYTES = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecretKey key;
    private final Duration honoured;
    private final Clock clock;

    /** @param honoured how long after its end a quote still tells where a payment belongs */
    public Quotes(SecretKey key, Duration honoured, Clock clock) {
        this.key = key;
        this.honoured = honoured;
        this.clock = clock;
    }

    /** The quote that a payment echoes, if this gateway offered exactly this item with it. */
    Optional<String> shown(Item item, PaymentPayload payment) {
        return payment.quote().filter(quote -> isOf(item, quote));
    }

    public String issue(Item item, Instant until) {
        long seconds = until.getEpochSecond();
        return TEXT.encodeToString(ByteBuffer.allocate(8 + MAC_BYTES)
                .putLong(seconds)
                .put(mac(item, seconds))
                .array());
    }

    /** True when this gateway offered exactly this item at its present terms with this quote. */
    public boolean isOf(Item item, String quote) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(quote);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (bytes.length != 8 + MAC_BYTES) {
            return false;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long seconds = buffer.getLong();
        byte[] mac = new byte[MAC_BYTES];
        buffer.get(mac);
        return MessageDigest.isEqual(mac, mac(item, seconds))
                && clock.instant().isBefore(Instant.ofEpochSecond(seconds).plus(honoured));
    }

    private byte[] mac(Item item, long seconds) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(key);
            String offered = String.join(
                    "\n",
                    "tollgate-quote-1",
                    item.blobId(),
                    item.price().toString(),
                    item.payTo().lowerCase(),
                    item.network().caip2(),
                    Long.toString(seconds));
            byte[] full = hmac.doFinal(offered.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(full, MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing in this Java runtime", e);
        }
    }
}
