package io.tollgate.http.server;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A refusal that a client can act on, told as {@code application/problem+json} (RFC 9457). The detail is written for
 * the client: it never holds a key, a path, an internal address or the text of another exception.
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

    /** A request that will fail again the same way. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, false, null, null);
    }

    /** A state that passes: the client may send the same request again after the given time. */
    public static Problem retry(int status, String code, String detail, Duration after, Throwable cause) {
        return new Problem(status, code, detail, true, after, cause);
    }

    /** The same, with a header of the answer. */
    public Problem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** The same, with the number of bytes that would have been taken, as the member {@code limit} of the document. */
    public Problem limit(long bytes) {
        limit = OptionalLong.of(bytes);
        return this;
    }

    /** Headers that the answer has beside its body. */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    public OptionalLong limit() {
        return limit;
    }

    public int status() {
        return status;
    }

    /** The stable name of what is wrong, for programs. */
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
