package io.tollgate.walrus.publish;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One blob that is to be stored: the body of a message to the route {@code direct:publish-blob}, which answers with
 * {@link PublisherAnswer.Stored}.
 *
 * @param content what is stored; it can be opened again for another try
 * @param length  exactly how many bytes, or -1 when only the end of the content will tell
 * @param epochs  for how many epochs it is paid
 * @param sendTo  Sui address that the blob object goes to, {@code 0x} and 64 hex digits, since Walrus ignores a bad one
 *     and keeps the object; null leaves it with the publisher
 * @param sealed  the bytes are sealed, so they differ from every other blob's; what is not sealed may lie there already
 */
public record Publication(Content content, long length, int epochs, String sendTo, boolean sealed) {
    private static final Pattern SUI_ADDRESS = Pattern.compile("0x[0-9a-fA-F]{64}");

    public Publication {
        Objects.requireNonNull(content, "content must not be null");
        if (length < -1 || epochs < 1) {
            throw new IllegalArgumentException("a blob is stored for at least one epoch");
        }
        if (sendTo != null && !SUI_ADDRESS.matcher(sendTo).matches()) {
            throw new IllegalArgumentException("a Sui address is 0x and 64 hex digits");
        }
    }

    /** Bytes that can be read more than once. */
    @FunctionalInterface
    public interface Content {
        /** The bytes from the first on; whoever opens them closes them. */
        InputStream open() throws IOException;

        /** False for bytes that are gone once they were read: they are offered to one publisher only, once. */
        default boolean repeatable() {
            return true;
        }

        /** Bytes that can be read once, as they come from a client. */
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
