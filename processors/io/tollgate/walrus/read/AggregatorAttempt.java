package io.tollgate.walrus.read;

import io.tollgate.http.upstream.UpstreamCall;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * One call to one aggregator and its result. Routes read {@link #getEndpoint()} as
 * {@code ${exchangeProperty.attempt.endpoint}}; it contains only what the operator configured.
 */
final class AggregatorAttempt {
    static final String PROPERTY = "attempt";

    private final UpstreamCall call;
    private final BlobRead request;
    private final boolean bypassCache;
    private AggregatorAnswer answer = new AggregatorAnswer.TryNext("no answer", true);
    private InputStream body;

    /** @param bypassCache whether to use another URL for the same blob, so that a cache does not repeat an old 404 */
    AggregatorAttempt(UpstreamCall call, BlobRead request, boolean bypassCache) {
        this.call = call;
        this.request = request;
        this.bypassCache = bypassCache;
    }

    public String getEndpoint() {
        return call.upstream().url() + "/v1/blobs";
    }

    UpstreamCall call() {
        return call;
    }

    BlobRead request() {
        return request;
    }

    /** The query of the call: empty, or one that changes only the URL and not the answer. */
    Optional<String> query() {
        return bypassCache ? Optional.of("skip_consistency_check=false") : Optional.empty();
    }

    AggregatorAnswer answer() {
        return answer;
    }

    /** Records the answer and, for bytes, their stream. */
    void recordAnswer(AggregatorAnswer received, InputStream bytes) {
        answer = received;
        body = bytes;
        if (received instanceof AggregatorAnswer.TryNext next && next.failure()) {
            call.reportFailure(next.reason());
        } else {
            call.reportSuccess();
        }
    }

    /** The bytes; empty when the aggregator returned none. */
    Optional<InputStream> body() {
        return Optional.ofNullable(body);
    }

    /** Releases an answer that is not used, such as the slower one of two. */
    void close() throws IOException {
        call.close();
        if (body != null) {
            body.close();
        }
    }
}
