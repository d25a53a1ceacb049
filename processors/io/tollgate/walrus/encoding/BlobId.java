package io.tollgate.walrus.encoding;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The name of a blob on Walrus: 32 bytes that commit to its content, written as 43 base64url characters without padding.
 *
 * @param text the written form; the last character may only carry the four bits that are left for it
 */
public record BlobId(String text) implements Comparable<BlobId> {
    /** Bytes in an id. */
    public static final int SIZE = 32;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    public BlobId {
        if (text == null || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a blob id is 43 base64url characters");
        }
    }

    /** Reads the written form; anything else, padding included, is an {@link IllegalArgumentException}. */
    public static BlobId parse(String text) {
        return new BlobId(text);
    }

    /** Names a blob by its 32 bytes. */
    public static BlobId of(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("a blob id has 32 bytes");
        }
        return new BlobId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public byte[] bytes() {
        return Base64.getUrlDecoder().decode(text);
    }

    @Override
    public int compareTo(BlobId other) {
        return text.compareTo(other.text);
    }

    /** The written form, as in a URL. */
    @Override
    public String toString() {
        return text;
    }
}
