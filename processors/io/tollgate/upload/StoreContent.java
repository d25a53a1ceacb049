package io.tollgate.upload;

import io.tollgate.catalog.Catalog;
import io.tollgate.sealing.Sealing;
import io.tollgate.walrus.publish.BlobSink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Stores the file part by part as it arrives. The end of a form is read before its last part is sent, so that an
 * invalid form stores nothing of a file with one part, and not all of a larger one.
 */
public final class StoreContent implements Processor {
    private final UploadSpecParser parser;
    private final PartSizes sizes;
    private final int maxConcurrent;
    private final PartStore store;
    private final Sealing sealing;
    private final BlobSink blobs;
    private final Catalog catalog;
    private final JoinParts join;

    public StoreContent(
            UploadSpecParser parser,
            PartSizes sizes,
            int maxConcurrent,
            PartStore store,
            Sealing sealing,
            BlobSink blobs,
            Catalog catalog,
            JoinParts join) {
        this.parser = parser;
        this.sizes = sizes;
        this.maxConcurrent = maxConcurrent;
        this.store = store;
        this.sealing = sealing;
        this.blobs = blobs;
        this.catalog = catalog;
        this.join = join;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = Upload.of(exchange);
        Parts parts = parts(upload);
        try (PartSender sender = new PartSender(blobs, maxConcurrent, part -> catalog.addPart(upload.itemId, part))) {
            boolean last;
            do {
                sender.acquirePermit();
                EncodedPart part = parts.next();
                last = part.last();
                if (last) {
                    readFormEnd(upload, part);
                }
                sender.send(part, upload.spec);
            } while (!last);
            upload.size = upload.plain.count();
            upload.sha256 = upload.plain.sha256();
            upload.stored = join.join(upload, sender.finish());
        }
    }

    private interface Parts {
        EncodedPart next() throws IOException;
    }

    private Parts parts(Upload upload) {
        if (!upload.spooledParts.isEmpty()) {
            Deque<EncodedPart> waiting = new ArrayDeque<>(upload.spooledParts);
            return waiting::remove;
        }
        PartSplitter splitter = upload.spec.sealed()
                ? PartSplitter.sealing(
                        upload.plain,
                        sizes.plain(),
                        store,
                        sealing,
                        upload.key(sealing).wrapped(),
                        upload.itemId)
                : PartSplitter.plain(upload.plain, sizes.plain(), store);
        return splitter::next;
    }

    /** Fields after the file count like those before it, unless they change how the stored bytes had to be stored. */
    private void readFormEnd(Upload upload, EncodedPart last) throws IOException {
        if (upload.form == null) {
            return;
        }
        try {
            Map<String, String> fields = upload.form.allFields();
            if (!fields.equals(upload.fields)) {
                upload.applyLateFields(parser.parse(fields, upload.fileName), fields, last.number() == 0);
                catalog.revise(upload.itemId, upload.spec.text(), upload.spec.terms(), upload.spec.entitlementWindow());
            }
        } catch (IOException | RuntimeException e) {
            last.content().close();
            throw e;
        }
    }
}
