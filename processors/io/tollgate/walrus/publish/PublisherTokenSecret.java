package io.tollgate.walrus.publish;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that signs the tokens for an authenticated publisher (HS256): the bytes of the text, or the bytes in hex
 * after {@code 0x}. {@code toString} does not reveal it.
 */
public final class PublisherTokenSecret {
    private final byte[] bytes;

    private PublisherTokenSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Parses the text form. Throws {@link IllegalArgumentException} when it is empty or malformed hex. */
    public static PublisherTokenSecret parse(String text) {
        byte[] bytes;
        try {
            bytes = text.startsWith("0x")
                    ? HexFormat.of().parseHex(text, 2, text.length())
                    : text.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a secret that starts with 0x must be hex");
        }
        if (bytes.length == 0) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        return new PublisherTokenSecret(bytes);
    }

    public SecretKeySpec key() {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
