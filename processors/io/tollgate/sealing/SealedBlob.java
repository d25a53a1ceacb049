package io.tollgate.sealing;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.Entitlement;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * The stored bytes of an item, which nobody reads without an entitlement to it. Before the money is asked for they can
 * be proved to open; {@link #unseal} alone gives them out.
 */
public final class SealedBlob implements Closeable {
    private final String itemId;
    private final PushbackInputStream plain;
    private boolean proved;
    private boolean given;

    /** @param plain decrypts as it is read; the stored bytes themselves for an item that is not sealed */
    SealedBlob(String itemId, InputStream plain) {
        this.itemId = requireNonNull(itemId, "itemId must not be null");
        this.plain = new PushbackInputStream(plain);
    }

    /**
     * Reads and authenticates the first segment, and keeps it. Of an item that is not sealed it reads one byte.
     *
     * @throws IOException when the bytes cannot be read or are not this item's: it must not be charged for
     */
    public void prove() throws IOException {
        if (proved || given) {
            return;
        }
        int first = plain.read();
        if (first >= 0) {
            plain.unread(first);
        }
        proved = true;
    }

    /**
     * The plain bytes, once. Bytes that were changed, moved or cut off surface as an {@link IOException} from reading;
     * an end of the stream is the end of the file.
     *
     * @throws SecurityException when the entitlement is to another item
     */
    public InputStream unseal(Entitlement entitlement) {
        requireNonNull(entitlement, "entitlement must not be null");
        if (!entitlement.itemId().equals(itemId)) {
            throw new SecurityException(entitlement + " does not open " + itemId);
        }
        if (given) {
            throw new IllegalStateException("the bytes of " + itemId + " were given out already");
        }
        given = true;
        return plain;
    }

    /** Closes the stored bytes as well. */
    @Override
    public void close() throws IOException {
        plain.close();
    }

    @Override
    public String toString() {
        return "SealedBlob[" + itemId + ']';
    }
}
