package io.tollgate.upload;

import io.tollgate.sealing.Sealing;
import io.tollgate.walrus.BlobSink;
import io.tollgate.walrus.Publication;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Stores the client's own stream, sealed on its way and pulled by the publisher's pace. */
public final class StoreContent implements Processor {
    private final Sealing sealing;
    private final BlobSink blobs;

    public StoreContent(Sealing sealing, BlobSink blobs) {
        this.sealing = sealing;
        this.blobs = blobs;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = Upload.of(exchange);
        upload.stored = blobs.store(new Publication(
                () -> stored(upload),
                storedLength(upload).orElse(-1),
                upload.plan.epochs(),
                upload.plan.sendTo(),
                upload.plan.sealed()));
    }

    private OptionalLong storedLength(Upload upload) throws IOException {
        if (upload.spool != null) {
            return OptionalLong.of(Files.size(upload.spool));
        }
        if (upload.length.isEmpty() || !upload.plan.sealed()) {
            return upload.length;
        }
        return OptionalLong.of(sealing.sealedLength(upload.length.getAsLong()));
    }

    private InputStream stored(Upload upload) throws IOException {
        if (upload.spool != null) {
            return upload.spooled();
        }
        return upload.plan.sealed() ? sealing.seal(upload.wrappedKey, upload.itemId, upload.plain) : upload.plain;
    }
}
