package io.tollgate.sealing;

import io.tollgate.sealing.SegmentStream.InvalidSegmentException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plain bytes of one part, up to a count. A segment that fails authentication is requested once more, from an
 * aggregator whose bytes are valid; the stream fails when none is left.
 */
final class RetryingSegmentStream extends BulkInputStream {
    private static final Logger LOG = LoggerFactory.getLogger(RetryingSegmentStream.class);

    private final Reopener reopener;
    private SegmentStream plain;
    private long remaining;

    /** Reopens the part at a segment. */
    @FunctionalInterface
    interface Reopener {
        SegmentStream openAt(long segment) throws IOException;
    }

    RetryingSegmentStream(SegmentStream plain, Reopener reopener, long length) {
        this.plain = plain;
        this.reopener = reopener;
        this.remaining = length;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (remaining == 0) {
            return -1;
        }
        int wanted = (int) Math.min(length, remaining);
        int read;
        try {
            read = plain.read(into, offset, wanted);
        } catch (InvalidSegmentException e) {
            LOG.warn("{}; it is requested again", e.getMessage());
            plain.close();
            plain = reopener.openAt(plain.next());
            read = plain.read(into, offset, wanted);
        }
        if (read < 0) {
            throw new IOException("the stored bytes ended early");
        }
        remaining -= read;
        return read;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
