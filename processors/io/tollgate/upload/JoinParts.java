package io.tollgate.upload;

import io.tollgate.catalog.ItemPart;
import io.tollgate.sealing.Sealing;
import io.tollgate.walrus.publish.BlobSink;
import io.tollgate.walrus.publish.Publication;
import io.tollgate.walrus.publish.PublisherAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/**
 * Makes one name of the parts of a file: the only part's own, or that of a manifest which lists them and is stored as a
 * blob as well.
 */
public final class JoinParts {
    private final Sealing sealing;
    private final BlobSink blobs;

    public JoinParts(Sealing sealing, BlobSink blobs) {
        this.sealing = sealing;
        this.blobs = blobs;
    }

    /** @return what the whole is called, and until when every blob of it is there */
    PublisherAnswer.Stored join(Upload upload, List<PartSender.Sent> sent) throws IOException {
        if (sent.size() == 1) {
            return sent.get(0).answer();
        }
        PublisherAnswer.Stored manifest =
                storeManifest(upload, sent.stream().map(PartSender.Sent::part).toList());
        long end = manifest.endEpoch();
        boolean known = manifest.alreadyCertified();
        for (PartSender.Sent each : sent) {
            end = Math.min(end, each.answer().endEpoch());
            known |= each.answer().alreadyCertified();
        }
        return new PublisherAnswer.Stored(manifest.blobId(), manifest.suiObjectId(), end, known);
    }

    PublisherAnswer.Stored storeManifest(Upload upload, List<ItemPart> parts) throws IOException {
        byte[] written = new Manifest(upload.itemId, upload.size, upload.sha256, parts).toJson();
        byte[] stored = upload.spec.sealed()
                ? sealing.sealManifest(upload.key(sealing).wrapped(), upload.itemId, written)
                : written;
        return blobs.store(new Publication(
                () -> new ByteArrayInputStream(stored),
                stored.length,
                upload.spec.epochs(),
                upload.spec.sendTo(),
                upload.spec.sealed()));
    }
}
