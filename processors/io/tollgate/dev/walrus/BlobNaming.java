package io.tollgate.dev.walrus;

import io.tollgate.walrus.encoding.BlobEncoder;
import io.tollgate.walrus.encoding.BlobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * Assigns the blob ids of the embedded Walrus: the real id up to a size, the SHA-256 above it. Real ids are computed
 * one at a time, because this uses every core and several times the blob's size in heap.
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

    /** Whether the stored bytes still match the id. */
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
