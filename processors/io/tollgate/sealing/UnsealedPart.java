package io.tollgate.sealing;

import io.tollgate.catalog.ItemPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** A part of an item that Walrus stores unencrypted. Its bytes are checked only for their number. */
final class UnsealedPart implements PlainBytes {
    private final ItemPart part;
    private final StoredParts stored;

    UnsealedPart(ItemPart part, StoredParts stored) {
        this.part = part;
        this.stored = stored;
    }

    @Override
    public InputStream open(long from, long length) throws IOException {
        return stored.open(part.number(), from, from + length - 1, bytes -> {
            PushbackInputStream read = new PushbackInputStream(bytes);
            int first = read.read();
            if (first >= 0) {
                read.unread(first);
            } else if (length > 0) {
                throw new IOException("the stored bytes ended early");
            }
            return read;
        });
    }
}
