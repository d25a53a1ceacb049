package io.tollgate.upload;

import io.tollgate.catalog.ItemPart;
import io.tollgate.walrus.encoding.BlobId;
import io.tollgate.walrus.publish.PublisherAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Joins the certified parts of a resumable upload into one file, whichever requests stored them. */
public final class CompleteUpload implements Processor {
    private final UploadSessions uploads;
    private final JoinParts join;

    public CompleteUpload(UploadSessions uploads, JoinParts join) {
        this.uploads = uploads;
        this.join = join;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = Upload.of(exchange);
        // the manifest costs a store like a part, so only the lease owner stores it
        uploads.renewLease(upload.resumable.session.id(), upload.leaseOwner);
        int count = upload.resumable.session.parts();
        List<ItemPart> parts = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            parts.add(upload.resumable.certified(number).orElseThrow().part());
        }
        upload.sha256 = upload.resumable.hashBefore(count).hex();
        long end = parts.stream().mapToLong(ItemPart::endEpoch).min().orElseThrow();
        if (count == 1) {
            upload.stored =
                    new PublisherAnswer.Stored(BlobId.parse(parts.getFirst().blobId()), Optional.empty(), end, false);
            return;
        }
        PublisherAnswer.Stored manifest = join.storeManifest(upload, parts);
        upload.stored = new PublisherAnswer.Stored(
                manifest.blobId(), manifest.suiObjectId(), Math.min(end, manifest.endEpoch()), false);
    }
}
