package io.tollgate.dev.walrus;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.http.upstream.Sleeper;
import io.tollgate.walrus.encoding.BlobEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An embedded Walrus, publisher and aggregator in one: behaves towards an HTTP client like the public ones, stores its
 * blobs on disk, and can simulate faults. Every answer has the header {@value #MARK}, so that it cannot be mistaken for
 * a real one.
 */
public final class DevWalrus {
    /** The header of every answer of an embedded Walrus. */
    public static final String MARK = "x-walrus-dev";

    /** The value of {@link #MARK} when a blob's id is not the one that Walrus would assign. */
    public static final String FAST_ID = "fast-id";

    private final EpochClock epochs;
    private final Sleeper sleeper;
    private final DevFaults faults = new DevFaults();
    private final DevPublisher publisher;
    private final DevAggregator aggregator;
    private final DevQuilts quilts;

    /** Answers a read request. */
    @FunctionalInterface
    private interface ReadHandler {
        DevAnswer answer(DevRequest request, DevFaults.Read faults) throws IOException;
    }

    /**
     * Opens the store in the directory of the settings, which other instances may share.
     *
     * @param random source of object ids
     * @param sleeper {@code Thread::sleep} except in tests
     */
    public DevWalrus(
            DevWalrusSettings settings,
            BlobEncoder encoder,
            EpochClock epochs,
            RandomGenerator random,
            Sleeper sleeper) {
        BlobFiles files = new BlobFiles(settings.directory(), epochs.now());
        BlobNaming naming = new BlobNaming(encoder, settings.realIdLimit());
        this.epochs = epochs;
        this.sleeper = sleeper;
        this.publisher = new DevPublisher(settings, files, naming, epochs, random);
        this.aggregator = new DevAggregator(settings, files, naming, epochs, sleeper);
        this.quilts = new DevQuilts(files, aggregator, sleeper);
    }

    /**
     * {@code PUT /v1/blobs}.
     *
     * @throws IOException when the body breaks; nothing is stored then
     */
    public DevAnswer put(DevRequest request) throws IOException {
        return store(request, false);
    }

    /** {@code PUT /v1/quilts}. */
    public DevAnswer putQuilt(DevRequest request) throws IOException {
        return store(request, true);
    }

    private DevAnswer store(DevRequest request, boolean quilt) throws IOException {
        if (!request.method().equals("PUT")) {
            return methodNotAllowed("PUT");
        }
        DevFaults.Store active = faults.nextStore();
        delay(active.delayMillis());
        if (active.html()) {
            return marked(page(active.htmlStatus()));
        }
        if (active.refuse() != null) {
            return marked(active.refuse().answer("this publisher is configured to refuse"));
        }
        return marked(quilt ? publisher.putQuilt(request, active) : publisher.put(request, active));
    }

    /** {@code GET} and {@code HEAD} of {@code /v1/blobs/{blobId}}. */
    public DevAnswer read(DevRequest request) throws IOException {
        return read(request, aggregator::blob);
    }

    /** {@code GET} and {@code HEAD} of {@code /v1/blobs/{blobId}/byte-range}. */
    public DevAnswer readSlice(DevRequest request) throws IOException {
        return read(request, aggregator::slice);
    }

    /** {@code GET} and {@code HEAD} of {@code /v1/blobs/by-object-id/{objectId}}. */
    public DevAnswer readObject(DevRequest request) throws IOException {
        return read(request, aggregator::object);
    }

    /** {@code GET} and {@code HEAD} of {@code /v1/blobs/by-quilt-patch-id/{patchId}}. */
    public DevAnswer readPatch(DevRequest request) throws IOException {
        return read(request, quilts::byPatchId);
    }

    /** {@code GET} and {@code HEAD} of {@code /v1/blobs/by-quilt-id/{blobId}/{identifier}}. */
    public DevAnswer readOfQuilt(DevRequest request) throws IOException {
        return read(request, quilts::byIdentifier);
    }

    /** {@code GET} of {@code /v1/quilts/{blobId}/patches}. */
    public DevAnswer listPatches(DevRequest request) throws IOException {
        return read(request, quilts::list);
    }

    /** {@code GET} and {@code HEAD} of {@code /v1alpha/blobs/{blobId}/stream}. */
    public DevAnswer stream(DevRequest request) throws IOException {
        return read(request, aggregator::stream);
    }

    /** {@code GET} and {@code POST} of {@code /v1alpha/blobs/concat}. */
    public DevAnswer concat(DevRequest request) throws IOException {
        if (!request.reads() && !request.method().equals("POST")) {
            return methodNotAllowed("GET,HEAD,POST");
        }
        return answerWithFaults(request, aggregator::concat);
    }

    private DevAnswer read(DevRequest request, ReadHandler handler) throws IOException {
        return request.reads() ? answerWithFaults(request, handler) : methodNotAllowed("GET,HEAD");
    }

    private DevAnswer answerWithFaults(DevRequest request, ReadHandler handler) throws IOException {
        DevFaults.Read active = faults.nextRead();
        delay(active.delayMillis());
        return marked(active.html() ? page(active.htmlStatus()) : handler.answer(request, active));
    }

    /** {@code GET /status}. */
    public DevAnswer status(DevRequest request) {
        return request.reads() ? marked(DevAnswer.text(200, "OK")) : methodNotAllowed("GET,HEAD");
    }

    /** {@code GET /v1/api}, a page for people. */
    public DevAnswer api(DevRequest request) {
        return request.reads()
                ? marked(DevAnswer.bytes(
                        200,
                        "text/html",
                        "<!doctype html><title>Walrus, embedded</title><h1>Walrus, embedded for development</h1>"
                                + "<p>PUT /v1/blobs, PUT /v1/quilts, GET /v1/blobs/{blobId}"))
                : methodNotAllowed("GET,HEAD");
    }

    /** Answers a path that a Walrus daemon does not have. */
    public DevAnswer notFound() {
        return marked(DevAnswer.empty(404));
    }

    /** Answers a method that a path does not support. */
    public DevAnswer methodNotAllowed(String allowed) {
        return marked(DevAnswer.empty(405).with("allow", allowed));
    }

    /** Shows the active faults, as JSON. */
    public DevAnswer faults() throws IOException {
        return marked(DevAnswer.bytes(200, DevAnswer.JSON, new String(faults.json(), StandardCharsets.UTF_8)));
    }

    /** Replaces all faults with those of a JSON document; {@code {}} clears them. */
    public DevAnswer switchFaults(byte[] json) throws IOException {
        try {
            faults.switchTo(json);
        } catch (IOException e) {
            return marked(DevAnswer.text(400, e.getMessage()));
        }
        return faults();
    }

    /** Shows the current epoch, as JSON. */
    public DevAnswer epoch() {
        return marked(DevAnswer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("epoch", epochs.current())
                        .put("startedAt", epochs.startOf(epochs.current()).toString())));
    }

    /** Advances by some epochs, 1 by default ({@code ?by=3}), and shows the new one. */
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
            sleeper.sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during a delay", e);
        }
    }

    /** The error page of a proxy; most use an error status, some use 200. */
    private static DevAnswer page(Integer status) {
        return DevAnswer.bytes(
                status == null ? 502 : status,
                "text/html",
                "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
                        + "<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n");
    }

    private static DevAnswer marked(DevAnswer answer) {
        DevAnswer answered = answer.with("access-control-allow-origin", "*")
                .with("vary", "origin, access-control-request-method, access-control-request-headers");
        return answered.headers().containsKey(MARK) ? answered : answered.with(MARK, "1");
    }
}
