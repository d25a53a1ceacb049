package io.tollgate.upload;

import io.tollgate.sealing.Sealing;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;

/**
 * Splits a stream of unknown length into parts of a size that a publisher accepts, and seals each part as it is
 * buffered. It reads one byte beyond a part to find out whether it is the last.
 */
final class PartSplitter {
    private final PushbackInputStream plain;
    private final long partSize;
    private final PartStore store;
    private final Encoder encoder;
    private final int headerLength;
    private int nextNumber;

    /** Converts the plain bytes of a part to its stored bytes. */
    private interface Encoder {
        InputStream encode(int part, InputStream plain) throws IOException;
    }

    private PartSplitter(InputStream plain, long partSize, PartStore store, Encoder seal, int headerLength) {
        this.plain = new PushbackInputStream(plain);
        this.partSize = partSize;
        this.store = store;
        this.encoder = seal;
        this.headerLength = headerLength;
    }

    /** @param partSize plain bytes of a part */
    static PartSplitter sealing(
            InputStream plain, long partSize, PartStore store, Sealing sealing, byte[] wrappedKey, String itemId) {
        return new PartSplitter(
                plain,
                partSize,
                store,
                (part, bytes) -> sealing.seal(wrappedKey, itemId, part, bytes),
                sealing.headerLength());
    }

    static PartSplitter plain(InputStream plain, long partSize, PartStore store) {
        return new PartSplitter(plain, partSize, store, (part, bytes) -> bytes, 0);
    }

    /** Sets the number of the next part. */
    PartSplitter startingWith(int part) {
        nextNumber = part;
        return this;
    }

    /** Reads the next part completely. Must not be called after the last one. */
    EncodedPart next() throws IOException {
        PartBuffer buffer = store.newBuffer();
        try {
            PartStream stretch = new PartStream();
            try (InputStream stored = encoder.encode(nextNumber, stretch)) {
                stored.transferTo(buffer);
            }
            buffer.complete();
            Optional<byte[]> header =
                    headerLength == 0 ? Optional.empty() : Optional.of(buffer.firstBytes(headerLength));
            return new EncodedPart(nextNumber++, stretch.count, buffer, header, isLast());
        } catch (IOException | RuntimeException e) {
            buffer.close();
            throw e;
        }
    }

    private boolean isLast() throws IOException {
        int following = plain.read();
        if (following >= 0) {
            plain.unread(following);
        }
        return following < 0;
    }

    /** The plain bytes of one part; closing it leaves the rest for the next part. */
    private final class PartStream extends FilterInputStream {
        private long count;

        PartStream() {
            super(plain);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (count == partSize) {
                return -1;
            }
            int read = in.read(into, offset, (int) Math.min(length, partSize - count));
            count += Math.max(0, read);
            return read;
        }

        @Override
        public void close() {
            // the next part continues where this one ends
        }
    }
}
