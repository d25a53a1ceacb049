package io.tollgate.http.server;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A refusal that a client can act on, sent as {@code application/problem+json} (RFC 9457). The detail is written for the
 * client: it never contains a key, a path, an internal address or the message of another exception.
 */
public final class Problem extends RuntimeException {
    private final int status;
    private final String code;
    private final boolean retryable;
    private final Duration retryAfter;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private OptionalLong limit = OptionalLong.empty();

    private Problem(int status, String code, String detail, boolean retryable, Duration retryAfter, Throwable cause) {
        super(detail, cause, false, false);
        this.status = status;
        this.code = code;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** The same request would fail again. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, false, null, null);
    }

    /** A temporary failure: the client may send the same request again after this time. */
    public static Problem retry(int status, String code, String detail, Duration after, Throwable cause) {
        return new Problem(status, code, detail, true, after, cause);
    }

    /** Adds a header to the answer. */
    public Problem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Adds the accepted number of bytes, as the member {@code limit} of the document. */
    public Problem limit(long bytes) {
        limit = OptionalLong.of(bytes);
        return this;
    }

    /** Headers of the answer. */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    public OptionalLong limit() {
        return limit;
    }

    public int status() {
        return status;
    }

    /** The stable name of the problem, for programs. */
    public String code() {
        return code;
    }

    public boolean retryable() {
        return retryable;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
