package io.tollgate.sealing;

import io.tollgate.sealing.SegmentStream.InvalidSegmentException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plain bytes of one part, up to a count. Where a segment turns out not to be the one that was stored, it is asked for
 * once more, of whoever proves it; only when nobody does, the stream fails.
 */
final class RetryingSegmentStream extends BulkInputStream {
    private static final Logger LOG = LoggerFactory.getLogger(RetryingSegmentStream.class);

    private final Reopener reopener;
    private SegmentStream plain;
    private long remaining;

    /** Opens the part again at a segment. */
    @FunctionalInterface
    interface Reopener {
        SegmentStream openAt(long segment) throws IOException;
    }

    RetryingSegmentStream(SegmentStream plain, Reopener again, long length) {
        this.plain = plain;
        this.reopener = again;
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
            LOG.warn("{}; it is asked for again", e.getMessage());
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
