package io.tollgate.walrus.publish;

import io.tollgate.walrus.encoding.BlobEncoder;
import io.tollgate.walrus.encoding.BlobId;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Computes the id of a small blob and compares it with the id that a publisher returned. One check runs at a time: it
 * uses every core for a second and ten times the blob's size in memory.
 */
public final class BlobIdCheck {
    private final BlobEncoder encoder;
    private final long limit;
    private final Semaphore permit = new Semaphore(1, true);

    /** @param limit size of the largest blob that is checked, in bytes; 0 switches the check off */
    public BlobIdCheck(BlobEncoder encoder, long limit) {
        this.encoder = encoder;
        this.limit = limit;
    }

    /** Whether the blob has this id; true when the blob is too large for the check or cannot be read twice. */
    boolean matches(Publication blob, BlobId id) throws IOException, InterruptedException {
        if (limit == 0
                || blob.length() < 0
                || blob.length() > limit
                || !blob.content().repeatable()) {
            return true;
        }
        permit.acquire();
        try (InputStream content = blob.content().open()) {
            return encoder.compute(content.readNBytes((int) blob.length())).equals(id);
        } finally {
            permit.release();
        }
    }
}
