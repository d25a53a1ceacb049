package io.tollgate.walrus.publish;

import io.tollgate.walrus.encoding.BlobId;
import java.time.Instant;
import java.util.Optional;

/** Which unsealed contents were stored before, so that the same bytes are not stored and paid for twice. */
public interface KnownBlobs {
    /**
     * The blob of these bytes, if it lasts long enough.
     *
     * @param sha256 of the bytes, in lower-case hex
     * @param size how many they are
     * @param until how long it is needed
     */
    Optional<PublisherAnswer.Stored> find(String sha256, long size, Instant until);

    /**
     * Remembers where bytes were stored.
     *
     * @param until how long the blob lasts at least
     */
    void add(String sha256, long size, PublisherAnswer.Stored stored, Instant until);

    /** The blob is nowhere any more. */
    void remove(BlobId id);
}
