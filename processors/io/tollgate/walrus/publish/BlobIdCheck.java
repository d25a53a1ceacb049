package io.tollgate.walrus.publish;

import io.tollgate.walrus.encoding.BlobEncoder;
import io.tollgate.walrus.encoding.BlobId;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Computes the id of a small blob to see whether a publisher named it rightly. One at a time: it takes every core for a
 * second and ten times the blob in memory.
 */
public final class BlobIdCheck {
    private final BlobEncoder encoder;
    private final long limit;
    private final Semaphore permit = new Semaphore(1, true);

    /** @param limit bytes of the largest blob that is checked; 0 checks none */
    public BlobIdCheck(BlobEncoder encoder, long limit) {
        this.encoder = encoder;
        this.limit = limit;
    }

    /** Whether this is the blob's id, as far as that is looked at. */
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
