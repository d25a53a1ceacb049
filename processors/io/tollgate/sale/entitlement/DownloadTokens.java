package io.tollgate.sale.entitlement;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.Entitlement;
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
 * What a buyer is handed with the file, to fetch it again: 56 characters that name a receipt and an end, under an HMAC
 * over both, the kind and the item. There is no algorithm in it to choose and no row behind it, so every instance that
 * shares the key takes it. It opens nothing by itself: it leads to the ledger, where the right may have been taken back.
 */
public final class DownloadTokens {
    /** How long a token in an address is good: long enough to start a download with. */
    public static final Duration LINK_LIFE = Duration.ofMinutes(10);

    private static final String PREFIX = "tgd_";
    private static final String RECEIPT = "rcpt_";
    private static final int RECEIPT_BYTES = 16;
    private static final int MAC_BYTES = 16;
    private static final int BODY = 1 + 6 + RECEIPT_BYTES;
    private static final int LENGTH = BODY + MAC_BYTES;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    /** Where a token may stand. */
    public enum Kind {
        /** In a header, until the entitlement ends. */
        HEADER('h'),
        /** In an address as well, where histories and logs see it. */
        LINK('l');

        private final byte mark;

        Kind(char mark) {
            this.mark = (byte) mark;
        }
    }

    /** A token that this gateway made for the item it was shown for; the ledger knows whether it is still valid. */
    public record Opened(String receiptId, Kind kind, Instant until) {}

    private final SecretKey key;
    private final Clock clock;

    /** @param key of HMAC-SHA256, the same at every instance */
    public DownloadTokens(SecretKey key, Clock clock) {
        this.key = requireNonNull(key, "key must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    /** Whether a text claims to be one of ours; other houses use {@code Authorization: Bearer} too. */
    public static boolean claims(String text) {
        return text.startsWith(PREFIX);
    }

    /** The token for a buyer; empty for a free item, which needs none. */
    public Optional<String> token(Entitlement entitlement) {
        return written(entitlement, Kind.HEADER, entitlement.until());
    }

    /** The token for an address that a browser opens; empty for a free item. */
    public Optional<String> link(Entitlement entitlement) {
        Instant soon = clock.instant().plus(LINK_LIFE);
        return written(entitlement, Kind.LINK, soon.isBefore(entitlement.until()) ? soon : entitlement.until());
    }

    private Optional<String> written(Entitlement entitlement, Kind kind, Instant until) {
        return entitlement
                .sale()
                .map(Entitlement.Sale::receiptId)
                .flatMap(DownloadTokens::random)
                .map(receipt -> {
                    byte[] body = body(kind, until, receipt);
                    ByteBuffer token = ByteBuffer.allocate(LENGTH).put(body).put(mac(body, entitlement.itemId()));
                    return PREFIX + TEXT.encodeToString(token.array());
                });
    }

    /** Empty for a token that differs in any bit from what this gateway made for this item. Takes the same time for all. */
    public Optional<Opened> open(String token, String itemId) {
        byte[] bytes = bytes(token);
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOf(bytes, BODY);
        byte[] mac = Arrays.copyOfRange(bytes, BODY, LENGTH);
        if (!MessageDigest.isEqual(mac, mac(body, itemId))) {
            return Optional.empty();
        }
        Kind kind = body[0] == Kind.LINK.mark ? Kind.LINK : Kind.HEADER;
        long seconds = ByteBuffer.wrap(body).getLong(0) >>> 8 & 0xffff_ffff_ffffL;
        byte[] receipt = Arrays.copyOfRange(body, BODY - RECEIPT_BYTES, BODY);
        return Optional.of(new Opened(RECEIPT + TEXT.encodeToString(receipt), kind, Instant.ofEpochSecond(seconds)));
    }

    /** Its end is counted in whole seconds and rounded down, so a token never outlives its entitlement. */
    private static byte[] body(Kind kind, Instant until, byte[] receipt) {
        long head = (long) kind.mark << 48 | until.getEpochSecond();
        return ByteBuffer.allocate(BODY)
                .put(ByteBuffer.allocate(8).putLong(head).array(), 1, 7)
                .put(receipt)
                .array();
    }

    private static Optional<byte[]> random(String receiptId) {
        byte[] bytes = decoded(receiptId.startsWith(RECEIPT) ? receiptId.substring(RECEIPT.length()) : "");
        return bytes.length == RECEIPT_BYTES ? Optional.of(bytes) : Optional.empty();
    }

    private static byte[] bytes(String token) {
        return claims(token) ? decoded(token.substring(PREFIX.length())) : new byte[0];
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] mac(byte[] body, String itemId) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(key);
            hmac.update("tollgate-download-1\n".getBytes(StandardCharsets.US_ASCII));
            hmac.update(body);
            hmac.update(itemId.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(hmac.doFinal(), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing in this Java runtime", e);
        }
    }
}
