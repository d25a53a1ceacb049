package io.tollgate.walrus.encoding;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The id of a blob on Walrus: 32 bytes that commit to its content, written as 43 base64url characters without padding.
 *
 * @param text the text form; its last character carries only four bits
 */
public record BlobId(String text) implements Comparable<BlobId> {
    /** Number of bytes in an id. */
    public static final int SIZE = 32;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    public BlobId {
        if (text == null || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a blob id is 43 base64url characters");
        }
    }

    /** Parses the text form. Throws {@link IllegalArgumentException} for anything else, including padding. */
    public static BlobId parse(String text) {
        return new BlobId(text);
    }

    /** Returns the id with these 32 bytes. */
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

    /** Returns the text form, as in a URL. */
    @Override
    public String toString() {
        return text;
    }
}
