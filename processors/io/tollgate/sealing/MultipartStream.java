package io.tollgate.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream of plain bytes across parts. Half way through a part it opens the next one in the background, so that the
 * reader does not wait for storage at every boundary.
 */
final class MultipartStream extends BulkInputStream {
    private static final Logger LOG = LoggerFactory.getLogger(MultipartStream.class);

    private final MultipartBytes parts;
    private final Executor executor;
    private int part;
    private InputStream current;
    private long inPart;
    private long openNextAt;
    private long inLaterParts;
    private CompletableFuture<InputStream> next;

    /**
     * @param part    number of the first part, which is open
     * @param inPart  bytes to read from it
     * @param inLaterParts  bytes to read from the parts after it
     */
    MultipartStream(
            MultipartBytes parts, Executor executor, int part, InputStream first, long inPart, long inLaterParts) {
        this.parts = parts;
        this.executor = executor;
        this.part = part;
        this.current = first;
        this.inPart = inPart;
        this.openNextAt = inPart / 2;
        this.inLaterParts = inLaterParts;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inPart == 0) {
            if (inLaterParts == 0) {
                return -1;
            }
            startNextPart();
        }
        if (next == null && inLaterParts > 0 && inPart <= openNextAt) {
            next = openNextPart();
        }
        int read = current.read(into, offset, (int) Math.min(length, inPart));
        if (read < 0) {
            throw new IOException("the stored bytes ended early");
        }
        inPart -= read;
        return read;
    }

    private void startNextPart() throws IOException {
        current.close();
        CompletableFuture<InputStream> opened = next == null ? openNextPart() : next;
        try {
            current = opened.join();
            next = null;
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException broken ? broken : new IOException("a part cannot be read", e);
        }
        part++;
        inPart = Math.min(parts.size(part), inLaterParts);
        openNextAt = inPart / 2;
        inLaterParts -= inPart;
    }

    private CompletableFuture<InputStream> openNextPart() {
        int number = part + 1;
        long wanted = Math.min(parts.size(number), inLaterParts);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return parts.part(number).open(0, wanted);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                executor);
    }

    @Override
    public void close() throws IOException {
        if (next != null) {
            next.thenAccept(MultipartStream::closeUnused);
        }
        current.close();
    }

    private static void closeUnused(InputStream opened) {
        try {
            opened.close();
        } catch (IOException e) {
            LOG.debug("closing a part that is no longer needed failed", e);
        }
    }
}
