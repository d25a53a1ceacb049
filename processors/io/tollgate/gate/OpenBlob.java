package io.tollgate.gate;

import io.tollgate.catalog.Item;
import io.tollgate.http.Problem;
import io.tollgate.http.UpstreamBody;
import io.tollgate.sealing.SealedBlob;
import io.tollgate.sealing.Sealing;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Takes over the aggregator's answer and proves on its first segment that the file can be opened, before anybody is
 * charged for it. The bytes stay sealed.
 */
public final class OpenBlob implements Processor {
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Sealing sealing;

    public OpenBlob(Sealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Sale sale = Sale.of(exchange);
        Message answer = exchange.getMessage();
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        long length = answer.getHeader("Content-Length", -1L, Long.class);
        InputStream body = answer.getBody(InputStream.class);
        answer.removeHeaders("*");
        answer.setBody(null);
        sale.blob = open(sale.item, UpstreamBody.of(body));
        if (status != 200 || length >= 0 && length != sealedLength(sale.item)) {
            throw unreadable(sale, null);
        }
        try {
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
