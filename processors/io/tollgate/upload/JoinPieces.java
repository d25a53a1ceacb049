package io.tollgate.upload;

import io.tollgate.catalog.ItemPart;
import io.tollgate.walrus.BlobId;
import io.tollgate.walrus.PublisherAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes one file of the certified parts of an upload in pieces, whoever stored them and when. */
public final class JoinPieces implements Processor {
    private final OpenUploads uploads;
    private final JoinParts join;

    public JoinPieces(OpenUploads uploads, JoinParts join) {
        this.uploads = uploads;
        this.join = join;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = Upload.of(exchange);
        // the list of the parts is paid for like a part: whoever is overtaken stores none
        uploads.keep(upload.pieces.upload.id(), upload.holder);
        int count = upload.pieces.upload.parts();
        List<ItemPart> parts = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            parts.add(upload.pieces.certified(number).orElseThrow().part());
        }
        upload.sha256 = upload.pieces.hashBefore(count).hex();
        long end = parts.stream().mapToLong(ItemPart::endEpoch).min().orElseThrow();
        if (count == 1) {
            upload.stored =
                    new PublisherAnswer.Stored(BlobId.parse(parts.getFirst().blobId()), Optional.empty(), end, false);
            return;
        }
        PublisherAnswer.Stored manifest = join.store(upload, parts);
        upload.stored = new PublisherAnswer.Stored(
                manifest.blobId(), manifest.suiObjectId(), Math.min(end, manifest.endEpoch()), false);
    }
}
