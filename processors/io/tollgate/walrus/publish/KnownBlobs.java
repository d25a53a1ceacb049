package io.tollgate.walrus.publish;

import io.tollgate.walrus.encoding.BlobId;
import java.time.Instant;
import java.util.Optional;

/** Records which unsealed contents are stored, so that the same bytes are not stored and paid for twice. */
public interface KnownBlobs {
    /**
     * Finds a stored blob of these bytes that lasts long enough.
     *
     * @param sha256 hash of the bytes, in lower-case hex
     * @param size number of bytes
     * @param until the blob must last at least until then
     */
    Optional<PublisherAnswer.Stored> find(String sha256, long size, Instant until);

    /**
     * Records a stored blob.
     *
     * @param until the blob lasts at least until then
     */
    void add(String sha256, long size, PublisherAnswer.Stored stored, Instant until);

    /** Removes a blob that no longer exists. */
    void remove(BlobId id);
}
