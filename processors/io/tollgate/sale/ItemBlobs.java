package io.tollgate.sale;

import io.tollgate.catalog.ItemPart;
import io.tollgate.sealing.StoredParts;
import io.tollgate.walrus.encoding.BlobId;
import io.tollgate.walrus.read.BlobRead;
import io.tollgate.walrus.read.BlobSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads an item's parts from Walrus; a piece that does not prove is asked of the next aggregator. */
final class ItemBlobs implements StoredParts {
    private final List<ItemPart> parts;
    private final BlobSource blobs;

    ItemBlobs(List<ItemPart> parts, BlobSource blobs) {
        this.parts = parts;
        this.blobs = blobs;
    }

    @Override
    public <T> T open(int part, long from, long toInclusive, Verifier<T> proof) throws IOException {
        if (toInclusive < from) {
            return proof.verify(InputStream.nullInputStream());
        }
        BlobId blob = BlobId.parse(parts.get(part).blobId());
        return blobs.open(new BlobRead(blob, from, toInclusive), proof::verify);
    }
}
