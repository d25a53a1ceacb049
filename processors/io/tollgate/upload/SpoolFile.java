package io.tollgate.upload;

import io.tollgate.sealing.Sealing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Spools a file that a form sends in front of its fields: how many epochs to pay for is known only behind it. What lies
 * on the disk is sealed already, and is deleted with the exchange whatever happens.
 */
public final class SpoolFile implements Processor {
    private final Path folder;
    private final Sealing sealing;

    public SpoolFile(Path folder, Sealing sealing) {
        this.folder = folder;
        this.sealing = sealing;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = Upload.of(exchange);
        upload.spool = folder.resolve(upload.itemId + ".sealed");
        try (InputStream sealed = sealing.seal(upload.wrappedKey, upload.itemId, upload.plain);
                OutputStream out = Files.newOutputStream(upload.spool)) {
            sealed.transferTo(out);
        }
        upload.fields = upload.form.allFields();
    }
}
