package io.tollgate.walrus.read;

import io.tollgate.walrus.encoding.BlobId;
import io.tollgate.walrus.publish.KnownBlobs;
import io.tollgate.walrus.publish.PublisherAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store of known blobs that is always empty; records removed blobs. */
final class NoBlobs implements KnownBlobs {
    final List<BlobId> removed = new ArrayList<>();

    @Override
    public Optional<PublisherAnswer.Stored> find(String sha256, long size, Instant until) {
        return Optional.empty();
    }

    @Override
    public void add(String sha256, long size, PublisherAnswer.Stored stored, Instant until) {}

    @Override
    public void remove(BlobId id) {
        removed.add(id);
    }
}
