package io.tollgate.http.upstream;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Permission for one call to an upstream. The first report counts and later ones change nothing; a call that is closed
 * without a report (the client went away, nothing was sent) says nothing about the upstream.
 */
public final class UpstreamCall implements AutoCloseable {
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]+");
    private static final int MAX_LENGTH = 200;

    private final Upstream upstream;
    private final Instant since;
    private final boolean permitted;
    private final AtomicBoolean reported = new AtomicBoolean();

    UpstreamCall(Upstream upstream, Instant since, boolean permitted) {
        this.upstream = upstream;
        this.since = since;
        this.permitted = permitted;
    }

    public Upstream upstream() {
        return upstream;
    }

    /** It did its work. A clear no, or a 404 for what is not there, is work done too. */
    public void reportSuccess() {
        if (reported.compareAndSet(false, true)) {
            upstream.recordSuccess(since);
        }
    }

    /**
     * It did not answer, or not with what was asked for.
     *
     * @param why for operators: no secrets and nothing a client sent; cut to 200 printable characters
     */
    public void reportFailure(String why) {
        if (reported.compareAndSet(false, true)) {
            String printable = UNPRINTABLE.matcher(String.valueOf(why)).replaceAll(" ");
            upstream.recordFailure(since, printable.length() > MAX_LENGTH ? printable.substring(0, MAX_LENGTH) : printable);
        }
    }

    @Override
    public void close() {
        if (reported.compareAndSet(false, true) && permitted) {
            upstream.release();
        }
    }
}
