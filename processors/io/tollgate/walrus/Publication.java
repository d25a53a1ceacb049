package io.tollgate.walrus;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * One blob that is to be stored: the body of a message to the route {@code direct:publish-blob}, which answers with
 * {@link PublisherAnswer.Stored}.
 *
 * @param content what is stored; it can be opened again for another try
 * @param length  exactly how many bytes, or -1 when only the end of the content will tell
 * @param epochs  for how many epochs it is paid
 * @param sendTo  Sui address that the blob object goes to, checked; null leaves it with the publisher
 * @param sealed  the bytes are sealed, so they differ from every other blob's; what is not sealed may lie there already
 */
public record Publication(Content content, long length, int epochs, String sendTo, boolean sealed) {
    public Publication {
        Objects.requireNonNull(content, "content must not be null");
        if (length < -1 || epochs < 1) {
            throw new IllegalArgumentException("a blob is stored for at least one epoch");
        }
    }

    /** Bytes that can be read more than once. */
    @FunctionalInterface
    public interface Content {
        /** The bytes from the first on; whoever opens them closes them. */
        InputStream open() throws IOException;
    }
}
