package io.tollgate.gate;

import io.tollgate.catalog.Item;
import io.tollgate.http.Problem;
import io.tollgate.sealing.SealedBlob;
import io.tollgate.sealing.Sealing;
import io.tollgate.walrus.BlobId;
import io.tollgate.walrus.BlobRead;
import io.tollgate.walrus.BlobSource;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Opens the file at an aggregator and proves on its first segment that it can be unsealed, before anybody is charged
 * for it. The bytes stay sealed.
 */
public final class OpenBlob implements Processor {
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Sealing sealing;
    private final BlobSource blobs;

    public OpenBlob(Sealing sealing, BlobSource blobs) {
        this.sealing = sealing;
        this.blobs = blobs;
    }

    @Override
    public void process(Exchange exchange) {
        Sale sale = Sale.of(exchange);
        try {
            InputStream stored =
                    blobs.open(new BlobRead(BlobId.parse(sale.item.blobId()), 0, sealedLength(sale.item) - 1));
            sale.blob = open(sale.item, stored);
            sale.blob.prove();
        } catch (IOException e) {
            throw unreadable(sale, e);
        }
    }

    /** A key that does not open its own item is a fault of this house, not of the storage: no client can wait it out. */
    private SealedBlob open(Item item, InputStream stored) throws IOException {
        try {
            return sealing.open(item, stored);
        } catch (IOException e) {
            stored.close();
            throw new IllegalStateException("the key of " + item.id() + " does not open it", e);
        }
    }

    private long sealedLength(Item item) {
        return item.sealed() ? sealing.sealedLength(item.size()) : item.size();
    }

    private static Problem unreadable(Sale sale, Throwable cause) {
        String charged = sale.isEntitled() || sale.isResumed()
                ? "send the same payment again, do not sign a new one"
                : "nothing was charged";
        return Problem.retry(
                503, "file_unavailable", "the file cannot be read from storage now; " + charged, LATER, cause);
    }
}
