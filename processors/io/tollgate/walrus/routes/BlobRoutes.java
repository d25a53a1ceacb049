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
 * many parts opens the next one when it gets there, so the calls cannot all be steps of one route; made this way they
 * are still routes, which an operator sees, counts and may change.
 */
public final class BlobRoutes implements BlobSource, BlobSink {
    private final Supplier<CamelContext> context;
    private final BlobSource source;
    private ProducerTemplate template;
    private CamelContext routes;

    /**
     * @param context asked at every call, for the routes that serve then
     * @param known is told of blobs that turned out to be gone
     */
    public BlobRoutes(Supplier<CamelContext> context, ReadConfig readings, KnownBlobs known) {
        this.context = context;
        this.source = new ResumingSource(
                readings, reading -> call("direct:read-blob", reading, InputStream.class), known, System::nanoTime);
    }

    @Override
    public InputStream open(BlobRead piece) throws IOException {
        return source.open(piece);
    }

    @Override
    public <T> T open(BlobRead piece, Opening<T> opening) throws IOException {
        return source.open(piece, opening);
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

    /** What fails in the route fails here with the very same exception, so that it is answered the same way. */
    private <T> T call(String route, Object request, Class<T> type) throws IOException {
        Exchange done =
                template().request(route, exchange -> exchange.getMessage().setBody(request));
        switch (done.getException()) {
            case null -> {
                return done.getMessage().getBody(type);
            }
            case IOException broken -> throw broken;
            case RuntimeException told -> throw told;
            case Exception other -> throw new CamelExecutionException(route + " failed", done, other);
        }
    }
}
