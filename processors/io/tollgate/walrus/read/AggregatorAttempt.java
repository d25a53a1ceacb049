package io.tollgate.walrus.read;

import io.tollgate.http.upstream.UpstreamCall;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * One call to one aggregator, and what came of it. Routes see {@link #getEndpoint()} as
 * {@code ${exchangeProperty.attempt.endpoint}}; it is made of nothing but what the operator configured.
 */
final class AggregatorAttempt {
    static final String PROPERTY = "attempt";

    private final UpstreamCall call;
    private final BlobRead request;
    private final boolean bypassCache;
    private AggregatorAnswer answer = new AggregatorAnswer.TryNext("no answer", true);
    private InputStream body;

    /** @param around whether to ask in other words, so that a cache does not repeat the 404 that it kept */
    AggregatorAttempt(UpstreamCall call, BlobRead piece, boolean around) {
        this.call = call;
        this.request = piece;
        this.bypassCache = around;
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

    /** The query that goes along: none, or one that changes nothing but the words. */
    Optional<String> query() {
        return bypassCache ? Optional.of("skip_consistency_check=false") : Optional.empty();
    }

    AggregatorAnswer answer() {
        return answer;
    }

    /** Takes an answer down; bytes come with their stream. */
    void recordAnswer(AggregatorAnswer what, InputStream bytes) {
        answer = what;
        body = bytes;
        if (what instanceof AggregatorAnswer.TryNext elsewhere && elsewhere.failure()) {
            call.reportFailure(elsewhere.reason());
        } else {
            call.reportSuccess();
        }
    }

    /** The bytes, when there are any. */
    Optional<InputStream> body() {
        return Optional.ofNullable(body);
    }

    /** Another one was quicker. */
    void close() throws IOException {
        call.close();
        if (body != null) {
            body.close();
        }
    }
}
