package io.tollgate.walrus.publish;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One blob to store: the body of a message to the route {@code direct:publish-blob}, which answers with
 * {@link PublisherAnswer.Stored}.
 *
 * @param content the bytes; opened again for another attempt
 * @param length  exact number of bytes, or -1 when it is known only at the end of the content
 * @param epochs  number of epochs to pay for
 * @param sendTo  Sui address that receives the blob object, {@code 0x} and 64 hex digits: Walrus ignores a malformed
 * address and keeps the object; null leaves the object with the publisher
 * @param sealed  whether the bytes are sealed and so differ from every other blob; unsealed bytes may be stored already
 */
public record Publication(Content content, long length, int epochs, String sendTo, boolean sealed) {
    private static final Pattern SUI_ADDRESS = Pattern.compile("0x[0-9a-fA-F]{64}");

    public Publication {
        Objects.requireNonNull(content, "content must not be null");
        if (length < -1 || epochs < 1) {
            throw new IllegalArgumentException("length must be at least -1 and epochs at least 1");
        }
        if (sendTo != null && !SUI_ADDRESS.matcher(sendTo).matches()) {
            throw new IllegalArgumentException("a Sui address is 0x and 64 hex digits");
        }
    }

    /** Bytes that can be read more than once. */
    @FunctionalInterface
    public interface Content {
        /** Opens the bytes from the first one on. The caller closes the stream. */
        InputStream open() throws IOException;

        /** False for bytes that can be read only once; they are sent to one publisher, once. */
        default boolean repeatable() {
            return true;
        }

        /** Wraps bytes that can be read only once, such as a request body. */
        static Content once(Content content) {
            return new Content() {
                @Override
                public InputStream open() throws IOException {
                    return content.open();
                }

                @Override
                public boolean repeatable() {
                    return false;
                }
            };
        }
    }
}
