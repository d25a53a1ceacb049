package io.tollgate.upload;

import io.tollgate.sealing.Sealing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Keeps a file that a form sends in front of its fields: how many epochs to pay for is known only behind it. What waits
 * is cut and sealed already, and is let go of with the exchange whatever happens.
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
        List<EncodedPart> held = new ArrayList<>();
        upload.spooledParts = held;
        PartSplitter cutter = PartSplitter.sealing(
                upload.plain, sizes.plain(), store, sealing, upload.key(sealing).wrapped(), upload.itemId);
        boolean last;
        do {
            EncodedPart part = cutter.next();
            held.add(part);
            last = part.last();
        } while (!last);
        upload.fields = upload.form.allFields();
    }
}
