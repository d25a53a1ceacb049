package io.tollgate.sale;

import io.tollgate.catalog.Purchasable;
import io.tollgate.database.RandomIds;
import io.tollgate.http.delivery.ContentDisposition;
import io.tollgate.http.delivery.EntityTags;
import io.tollgate.http.delivery.StreamToClient;
import io.tollgate.http.server.Problem;
import io.tollgate.ledger.Ledger;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Opens the seal with the entitlement and streams the file. Without an entitlement there is nothing to stream, however
 * a route came here.
 */
public final class Deliver implements Processor {
    private static final int FIRST_BYTES = 64 * 1024;
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final DeliveryHeadersFactory headersFactory;
    private final StreamToClient client;
    private final RandomIds ids;

    public Deliver(Ledger ledger, DeliveryHeadersFactory headersFactory, StreamToClient client, RandomIds ids) {
        this.ledger = ledger;
        this.headersFactory = headersFactory;
        this.client = client;
        this.ids = ids;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        SaleContext sale = SaleContext.of(exchange);
        HttpServerResponse response = sale.request.response();
        sale.deliveryHeaders = headersFactory.of(sale);
        if (sale.isHead()) {
            response.setStatusCode(200);
            response.putHeader("Content-Type", sale.item.contentType());
            describe(response, sale);
            response.putHeader("Content-Length", Long.toString(sale.item.size()))
                    .end();
            return;
        }
        AtomicReference<Runnable> ifBroken =
                new AtomicReference<>(() -> ledger.recordDelivery(sale.entitlement, false));
        boolean sent = false;
        try {
            RangeResponse portion = portion(sale);
            try (InputStream plain = portion.body()) {
                InputStream begun = begun(plain);
                portion.describe(response);
                describe(response, sale);
                client.send(response, begun, portion.length(), () -> {
                    boolean first = ledger.recordDelivery(sale.entitlement, portion.whole());
                    ifBroken.set(() -> ledger.recordInterruption(sale.entitlement, first));
                });
                sent = true;
            }
        } finally {
            sale.closeBlob();
            if (!sent) {
                ifBroken.get().run();
            }
        }
    }

    private RangeResponse portion(SaleContext sale) {
        try {
            return RangeResponse.of(sale, ids.next("range"));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Reads the first bytes before the answer begins: the aggregator may have gone while the money moved, and then there
     * is still an answer to give, with the receipt and a token, instead of a broken connection.
     */
    private static InputStream begun(InputStream plain) {
        try {
            byte[] first = plain.readNBytes(FIRST_BYTES);
            return new SequenceInputStream(new ByteArrayInputStream(first), plain);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Problem unreadable(IOException cause) {
        return Problem.retry(
                503,
                "file_unavailable",
                "the file cannot be read from storage now; send the same request again",
                LATER,
                cause);
    }

    /** Sets what every answer with the file, or about it, has in its head. */
    private void describe(HttpServerResponse response, SaleContext sale) {
        Purchasable item = sale.item;
        response.putHeader("Content-Disposition", ContentDisposition.attachment(item.fileName()));
        response.putHeader("Content-Security-Policy", "sandbox");
        response.putHeader("Cache-Control", "private");
        response.putHeader("Accept-Ranges", "bytes");
        response.putHeader("ETag", EntityTags.strong(item.sha256()));
        sale.deliveryHeaders.writeTo(response::putHeader);
    }
}
