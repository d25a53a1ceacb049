package io.tollgate.sale;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.ItemPart;
import io.tollgate.catalog.ReadableBlob;
import io.tollgate.http.delivery.ByteRange;
import io.tollgate.http.server.Problem;
import io.tollgate.sealing.SealedBlob;
import io.tollgate.sealing.Sealing;
import io.tollgate.walrus.read.BlobSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Opens the file at an aggregator, where the answer will begin, and proves on the first segment there that it can be
 * unsealed, before the buyer is charged. The bytes stay sealed.
 */
public final class OpenBlob implements Processor {
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Catalog catalog;
    private final Sealing sealing;
    private final BlobSource blobs;

    public OpenBlob(Catalog catalog, Sealing sealing, BlobSource blobs) {
        this.catalog = catalog;
        this.sealing = sealing;
        this.blobs = blobs;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        sale.blob = open(sale.readable);
        ByteRange beginning = sale.beginning();
        try {
            sale.blob.verify(beginning.from(), beginning.length());
        } catch (IOException e) {
            throw unreadable(sale, e);
        }
    }

    /** A key that does not open its own item is a fault of this gateway, not of the storage: waiting does not cure it. */
    private SealedBlob open(ReadableBlob item) {
        List<ItemPart> parts = catalog.parts(item.itemId());
        try {
            return sealing.open(item, parts, new ItemBlobs(parts, blobs));
        } catch (IOException e) {
            throw new IllegalStateException("the key of " + item.itemId() + " does not open it", e);
        }
    }

    private static Problem unreadable(SaleContext sale, Throwable cause) {
        String charged = sale.isEntitled() || sale.isResumed()
                ? "send the same payment again, do not sign a new one"
                : "nothing was charged";
        return Problem.retry(
                503, "file_unavailable", "the file cannot be read from storage now; " + charged, LATER, cause);
    }
}
