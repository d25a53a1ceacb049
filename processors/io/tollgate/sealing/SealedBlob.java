package io.tollgate.sealing;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.Entitlement;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The stored bytes of an item, readable only with an entitlement to it. Before a buyer is charged, {@link #verify}
 * checks that a range can be opened; only {@link #unseal} returns plain bytes.
 */
public final class SealedBlob implements Closeable {
    private final String itemId;
    private final PlainBytes plain;
    private InputStream verified;
    private long verifiedFrom;
    private long verifiedLength;

    /** @param plain decrypts on reading; for an unsealed item these are the stored bytes */
    SealedBlob(String itemId, PlainBytes plain) {
        this.itemId = requireNonNull(itemId, "itemId must not be null");
        this.plain = plain;
    }

    /**
     * Opens a range, authenticates its first segment, and keeps it open for {@link #unseal}. For an unsealed item one
     * byte is read.
     *
     * @throws IOException when the bytes cannot be read or are not this item's; the item must not be charged for then
     */
    public void verify(long from, long length) throws IOException {
        close();
        verified = plain.open(from, length);
        verifiedFrom = from;
        verifiedLength = length;
    }

    /**
     * Returns a range of the plain bytes. Modified, moved or missing bytes cause an {@link IOException}; the end of the
     * stream is always the end of the range. Closing it closes the stored bytes as well.
     *
     * @throws SecurityException when the entitlement is for another item
     * @throws IOException when the range cannot be opened and was not verified before
     */
    public InputStream unseal(Entitlement entitlement, long from, long length) throws IOException {
        requireNonNull(entitlement, "entitlement must not be null");
        if (!entitlement.itemId().equals(itemId)) {
            throw new SecurityException(entitlement + " does not open " + itemId);
        }
        if (verified != null && from == verifiedFrom && length == verifiedLength) {
            InputStream stream = verified;
            verified = null;
            return stream;
        }
        return plain.open(from, length);
    }

    /** Closes a range that was verified but not returned. */
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
