package io.tollgate.dev.walrus;

import io.tollgate.walrus.encoding.BlobEncoder;
import io.tollgate.walrus.encoding.BlobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * Names the blobs of the embedded Walrus: by the real id up to a size, by SHA-256 above it. One real id is computed at a
 * time, since it takes every core and several times the blob in heap.
 */
final class BlobNaming {
    private final BlobEncoder encoder;
    private final long realIdLimit;
    private final Semaphore permit = new Semaphore(1, true);

    BlobNaming(BlobEncoder encoder, long realIdLimit) {
        this.encoder = encoder;
        this.realIdLimit = realIdLimit;
    }

    boolean usesRealId(long size) {
        return realIdLimit > 0 && size <= realIdLimit;
    }

    BlobId idOf(BlobFiles.Received received) throws IOException {
        return usesRealId(received.size()) ? realId(received.file()) : BlobId.of(received.sha256());
    }

    /** Whether the stored bytes are still those that the id was made from. */
    boolean matches(DevBlob blob, Path file) throws IOException {
        BlobId now = blob.real() ? realId(file) : BlobId.of(BlobFiles.sha256(file));
        return now.equals(blob.id());
    }

    private BlobId realId(Path file) throws IOException {
        permit.acquireUninterruptibly();
        try {
            return encoder.compute(Files.readAllBytes(file));
        } finally {
            permit.release();
        }
    }
}
