package io.tollgate.sealing;

import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * The plain bytes of consecutive segments of one part. Tink's own streams start at the first byte of a part, or hold a
 * lock while they read; this one starts at any segment and uses Tink only for the segments. Each segment is
 * authenticated as a whole, with its number and whether it is the last one, before any of its bytes is returned.
 */
final class SegmentStream extends BulkInputStream {
    private final InputStream sealed;
    private final StreamSegmentDecrypter decrypter;
    private final long partLength;
    private final long lastOfPart;
    private final long end;
    private final ByteBuffer segment = ByteBuffer.allocate(Segments.SEALED);
    private final ByteBuffer plain = ByteBuffer.allocate(Segments.PLAIN);
    private long next;

    /**
     * @param sealed     starts at the first segment, after the header if that is the first segment of the part
     * @param decrypter  decrypter that has read the header
     * @param first      number of the first segment
     * @param end        number of the last segment to read, plus one
     * @param plainSize  size of the whole part in plain bytes
     */
    SegmentStream(InputStream sealed, StreamSegmentDecrypter decrypter, long first, long end, long plainSize) {
        this.sealed = sealed;
        this.decrypter = decrypter;
        this.partLength = Segments.sealedLength(plainSize);
        this.lastOfPart = Segments.count(plainSize) - 1;
        this.end = end;
        this.next = first;
        plain.limit(0);
    }

    /** Number of the segment that is loaded next. */
    long next() {
        return next;
    }

    boolean hasRemaining() {
        return plain.hasRemaining();
    }

    /** Reads and authenticates the next segment; replaces the loaded one. */
    void load() throws IOException {
        long start = Segments.sealedStart(next) + (next == 0 ? Segments.HEADER : 0);
        int length = (int) (Segments.sealedEnd(next, partLength) - start);
        if (sealed.readNBytes(segment.array(), 0, length) < length) {
            throw new IOException("the stored bytes ended early");
        }
        segment.clear().limit(length);
        plain.clear();
        try {
            decrypter.decryptSegment(segment, Math.toIntExact(next), next == lastOfPart, plain);
            next++;
        } catch (GeneralSecurityException e) {
            plain.limit(0);
            throw new InvalidSegmentException("segment " + next + " is not the stored one", e);
        }
        plain.flip();
    }

    /** Skips bytes of the loaded segment. */
    void skipLoaded(long count) {
        plain.position(Math.toIntExact(plain.position() + count));
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!plain.hasRemaining()) {
            if (next == end) {
                return -1;
            }
            load();
        }
        int some = Math.min(length, plain.remaining());
        plain.get(into, offset, some);
        return some;
    }

    @Override
    public void close() throws IOException {
        sealed.close();
    }

    /** Thrown when a segment fails authentication. */
    static final class InvalidSegmentException extends IOException {
        InvalidSegmentException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
