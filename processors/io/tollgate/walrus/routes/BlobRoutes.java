package io.tollgate.walrus.routes;

import io.tollgate.walrus.publish.BlobSink;
import io.tollgate.walrus.publish.KnownBlobs;
import io.tollgate.walrus.publish.Publication;
import io.tollgate.walrus.publish.PublisherAnswer;
import io.tollgate.walrus.read.BlobRead;
import io.tollgate.walrus.read.BlobSource;
import io.tollgate.walrus.read.ReadConfig;
import io.tollgate.walrus.read.ResumingSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * Reads and stores blobs by calling the routes {@code direct:read-blob} and {@code direct:publish-blob}. A stream over
 * several parts opens each part when the reader reaches it, so these calls cannot all be steps of one route. Calling
 * routes keeps them visible, counted and replaceable for an operator.
 */
public final class BlobRoutes implements BlobSource, BlobSink {
    private final Supplier<CamelContext> context;
    private final BlobSource source;
    private ProducerTemplate template;
    private CamelContext routes;

    /**
     * @param context returns the context that serves now; called for every request
     * @param knownBlobs blobs that no longer exist are removed from it
     */
    public BlobRoutes(Supplier<CamelContext> context, ReadConfig config, KnownBlobs knownBlobs) {
        this.context = context;
        this.source = new ResumingSource(
                config, state -> call("direct:read-blob", state, InputStream.class), knownBlobs, System::nanoTime);
    }

    @Override
    public InputStream open(BlobRead request) throws IOException {
        return source.open(request);
    }

    @Override
    public <T> T open(BlobRead request, Opening<T> opening) throws IOException {
        return source.open(request, opening);
    }

    @Override
    public PublisherAnswer.Stored store(Publication blob) throws IOException {
        return call("direct:publish-blob", blob, PublisherAnswer.Stored.class);
    }

    private synchronized ProducerTemplate template() {
        CamelContext now = context.get();
        if (template == null || now != routes) {
            template = now.createProducerTemplate();
            routes = now;
        }
        return template;
    }

    /** Rethrows the exception of the route unchanged, so that the HTTP answer is the same. */
    private <T> T call(String route, Object request, Class<T> type) throws IOException {
        Exchange done =
                template().request(route, exchange -> exchange.getMessage().setBody(request));
        switch (done.getException()) {
            case null -> {
                return done.getMessage().getBody(type);
            }
            case IOException broken -> throw broken;
            case RuntimeException failed -> throw failed;
            case Exception other -> throw new CamelExecutionException(route + " failed", done, other);
        }
    }
}
