package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import io.tollgate.database.RandomIds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Who holds it may change an item's price or delete it. The seller sees it once; only its SHA-256 is stored, which is
 * enough because 128 random bits cannot be guessed.
 */
public final class SellerToken {
    private final String text;

    private SellerToken(String text) {
        this.text = requireNonNull(text, "text must not be null");
    }

    public static SellerToken create(RandomIds ids) {
        return new SellerToken(ids.next("seller_"));
    }

    /** Reads what a seller presents; whether it is right shows only {@link #matches}. */
    public static SellerToken presented(String text) {
        return new SellerToken(text);
    }

    /** For the seller's eyes, in the answer to the upload and nowhere else. */
    public String reveal() {
        return text;
    }

    /** SHA-256 in lower-case hex. */
    public String hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public boolean matches(String storedHash) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), storedHash.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "SellerToken[hidden]";
    }
}
