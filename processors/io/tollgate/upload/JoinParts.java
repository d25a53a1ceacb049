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
 * Determines the blob that stands for the whole file: its only part, or a manifest that lists the parts and is stored
 * as a blob too.
 */
public final class JoinParts {
    private final Sealing sealing;
    private final BlobSink blobs;

    public JoinParts(Sealing sealing, BlobSink blobs) {
        this.sealing = sealing;
        this.blobs = blobs;
    }

    /** @return the blob of the whole file, with the earliest end epoch of all its blobs */
    PublisherAnswer.Stored join(Upload upload, List<PartSender.Sent> sent) throws IOException {
        if (sent.size() == 1) {
            return sent.get(0).answer();
        }
        PublisherAnswer.Stored manifest =
                storeManifest(upload, sent.stream().map(PartSender.Sent::part).toList());
        long end = manifest.endEpoch();
        boolean alreadyCertified = manifest.alreadyCertified();
        for (PartSender.Sent each : sent) {
            end = Math.min(end, each.answer().endEpoch());
            alreadyCertified |= each.answer().alreadyCertified();
        }
        return new PublisherAnswer.Stored(manifest.blobId(), manifest.suiObjectId(), end, alreadyCertified);
    }

    PublisherAnswer.Stored storeManifest(Upload upload, List<ItemPart> parts) throws IOException {
        byte[] json = new Manifest(upload.itemId, upload.size, upload.sha256, parts).toJson();
        byte[] stored =
                upload.spec.sealed() ? sealing.sealManifest(upload.key(sealing).wrapped(), upload.itemId, json) : json;
        return blobs.store(new Publication(
                () -> new ByteArrayInputStream(stored),
                stored.length,
                upload.spec.epochs(),
                upload.spec.sendTo(),
                upload.spec.sealed()));
    }
}
