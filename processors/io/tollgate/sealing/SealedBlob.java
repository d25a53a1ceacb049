package io.tollgate.sealing;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.Entitlement;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The stored bytes of an item, which nobody reads without an entitlement to it. Before the money is asked for a stretch
 * of them can be proved to open; {@link #unseal} alone gives them out.
 */
public final class SealedBlob implements Closeable {
    private final String itemId;
    private final PlainBytes plain;
    private InputStream verified;
    private long verifiedFrom;
    private long verifiedLength;

    /** @param plain decrypts as it is read; the stored bytes themselves for an item that is not sealed */
    SealedBlob(String itemId, PlainBytes plain) {
        this.itemId = requireNonNull(itemId, "itemId must not be null");
        this.plain = plain;
    }

    /**
     * Opens a stretch, authenticates its first segment, and keeps it open for {@link #unseal}. Of an item that is not
     * sealed one byte is read.
     *
     * @throws IOException when the bytes cannot be read or are not this item's: it must not be charged for
     */
    public void verify(long from, long length) throws IOException {
        close();
        verified = plain.open(from, length);
        verifiedFrom = from;
        verifiedLength = length;
    }

    /**
     * A stretch of the plain bytes. Bytes that were changed, moved or cut off surface as an {@link IOException}; an end
     * of the stream is the end of the stretch. Closing it closes the stored bytes as well.
     *
     * @throws SecurityException when the entitlement is to another item
     * @throws IOException when the stretch cannot be opened, unless it was proved before
     */
    public InputStream unseal(Entitlement entitlement, long from, long length) throws IOException {
        requireNonNull(entitlement, "entitlement must not be null");
        if (!entitlement.itemId().equals(itemId)) {
            throw new SecurityException(entitlement + " does not open " + itemId);
        }
        if (verified != null && from == verifiedFrom && length == verifiedLength) {
            InputStream proved = verified;
            verified = null;
            return proved;
        }
        return plain.open(from, length);
    }

    /** Lets go of what was proved and not given out. */
    @Override
    public void close() throws IOException {
        if (verified != null) {
            InputStream unwanted = verified;
            verified = null;
            unwanted.close();
        }
    }

    @Override
    public String toString() {
        return "SealedBlob[" + itemId + ']';
    }
}
