package io.tollgate.walrus;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An embedded Walrus, publisher and aggregator in one: behaves towards an HTTP client as the public ones do, keeps its blobs
 * on disk, and can be told to misbehave. Every answer carries {@value #MARK}, so that nobody takes it for the real one.
 */
public final class DevWalrus {
    static final String MARK = "x-walrus-dev";
    static final String FAST_ID = "fast-id";

    private final EpochClock epochs;
    private final Pause pause;
    private final DevFaults faults = new DevFaults();
    private final DevPublisher publisher;
    private final DevAggregator aggregator;

    /** Waits where a fault delays an answer. */
    @FunctionalInterface
    public interface Pause {
        void millis(long duration) throws InterruptedException;
    }

    /**
     * Opens the store in the settings' directory.
     *
     * @param random source of object ids
     * @param pause {@code Thread::sleep} but in tests
     */
    public DevWalrus(
            DevWalrusSettings settings, BlobEncoder encoder, EpochClock epochs, RandomGenerator random, Pause pause) {
        BlobFiles files = new BlobFiles(settings.directory());
        BlobNaming naming = new BlobNaming(encoder, settings.realIdLimit());
        this.epochs = epochs;
        this.pause = pause;
        this.publisher = new DevPublisher(settings, files, naming, epochs, random);
        this.aggregator = new DevAggregator(settings, files, naming, epochs);
    }

    /**
     * {@code PUT /v1/blobs}.
     *
     * @param query as in the request line, or null
     * @param authorization the Authorization header, or null; sizes that a token claims are held to
     * @param declaredLength the Content-Length, or -1
     * @param body read as far as it is needed, and not closed
     * @throws IOException when the body breaks; nothing is stored then
     */
    public DevAnswer put(String query, String authorization, long declaredLength, InputStream body) throws IOException {
        DevFaults.Store now = faults.nextStore();
        delay(now.delayMillis());
        return marked(now.html() ? proxyError() : publisher.put(query, authorization, declaredLength, body, now));
    }

    /**
     * {@code GET} and {@code HEAD} of {@code /v1/blobs/{blobId}}.
     *
     * @param range the Range header, or null; likewise Accept and Content-Type, which come back as the answer's type
     */
    public DevAnswer read(String blobId, String query, String range, String accept, String contentType)
            throws IOException {
        DevFaults.Read now = faults.nextRead();
        delay(now.delayMillis());
        return marked(now.html() ? proxyError() : aggregator.blob(blobId, query, range, accept, contentType, now));
    }

    /** {@code GET} and {@code HEAD} of {@code /v1/blobs/{blobId}/byte-range}. */
    public DevAnswer readSlice(String blobId, String query, String accept, String contentType) throws IOException {
        DevFaults.Read now = faults.nextRead();
        delay(now.delayMillis());
        return marked(now.html() ? proxyError() : aggregator.slice(blobId, query, accept, contentType, now));
    }

    /** {@code GET /status}. */
    public DevAnswer status() {
        return marked(DevAnswer.text(200, "OK"));
    }

    /** A method that a path does not serve. */
    public DevAnswer wrongMethod(String allowed) {
        return marked(DevAnswer.empty(405).with("allow", allowed));
    }

    /** Shows the faults that are switched on, as JSON. */
    public DevAnswer faults() throws IOException {
        return marked(DevAnswer.bytes(200, DevAnswer.JSON, new String(faults.json(), StandardCharsets.UTF_8)));
    }

    /** Replaces all faults by those of a JSON document; {@code {}} for none. */
    public DevAnswer switchFaults(byte[] json) throws IOException {
        try {
            faults.switchTo(json);
        } catch (IOException e) {
            return marked(DevAnswer.text(400, e.getMessage()));
        }
        return faults();
    }

    /** Tells the current epoch, as JSON. */
    public DevAnswer epoch() {
        return marked(DevAnswer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("epoch", epochs.current())
                        .put("startedAt", epochs.startOf(epochs.current()).toString())));
    }

    /** Moves on by some epochs, 1 by default ({@code ?by=3}), and tells the new one. */
    public DevAnswer advance(String query) {
        try {
            epochs.advance(
                    new QueryString(query, List.of("by")).number("by", 1000).orElse(1));
            return epoch();
        } catch (QueryString.Invalid e) {
            return marked(e.answer());
        }
    }

    private void delay(long millis) throws IOException {
        if (millis <= 0) {
            return;
        }
        try {
            pause.millis(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in a delay", e);
        }
    }

    private static DevAnswer proxyError() {
        return DevAnswer.bytes(
                502,
                "text/html",
                "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
                        + "<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n");
    }

    private static DevAnswer marked(DevAnswer answer) {
        DevAnswer open = answer.with("access-control-allow-origin", "*")
                .with("vary", "origin, access-control-request-method, access-control-request-headers");
        return open.headers().containsKey(MARK) ? open : open.with(MARK, "1");
    }
}
