package io.tollgate.upload;

import io.tollgate.sealing.Sealing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Buffers a file that a form sends before its fields, because the number of epochs to pay for is known only afterwards.
 * The buffered parts are already split and sealed, and are released with the exchange in any case.
 */
public final class SpoolFile implements Processor {
    private final PartSizes sizes;
    private final PartStore store;
    private final Sealing sealing;

    public SpoolFile(PartSizes sizes, PartStore store, Sealing sealing) {
        this.sizes = sizes;
        this.store = store;
        this.sealing = sealing;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = Upload.of(exchange);
        List<EncodedPart> parts = new ArrayList<>();
        upload.spooledParts = parts;
        PartSplitter splitter = PartSplitter.sealing(
                upload.plain, sizes.plain(), store, sealing, upload.key(sealing).wrapped(), upload.itemId);
        boolean last;
        do {
            EncodedPart part = splitter.next();
            parts.add(part);
            last = part.last();
        } while (!last);
        upload.fields = upload.form.allFields();
    }
}
