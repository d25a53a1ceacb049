package io.tollgate.walrus.publish;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that the tokens of an authenticated publisher are signed with (HS256): the bytes of the text, or those that
 * it writes in hex after {@code 0x}. Printing it shows nothing.
 */
public final class PublisherTokenSecret {
    private final byte[] bytes;

    private PublisherTokenSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads the written form; an {@link IllegalArgumentException} when it is empty or not the hex it claims to be. */
    public static PublisherTokenSecret parse(String written) {
        byte[] bytes;
        try {
            bytes = written.startsWith("0x")
                    ? HexFormat.of().parseHex(written, 2, written.length())
                    : written.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("after 0x a secret is written in hex");
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
