package io.tollgate.http.upstream;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Permission for one call to an upstream. Only the first report counts. A call that is closed without a report (the client
 * is gone, no request was sent) does not affect the health of the upstream.
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

    /** The upstream works. A refusal, or a 404 for something that does not exist, is a success too. */
    public void reportSuccess() {
        if (reported.compareAndSet(false, true)) {
            upstream.recordSuccess(since);
        }
    }

    /**
     * The upstream did not answer, or not as it should.
     *
     * @param why for operators: no secrets and no input of clients; cut to 200 printable characters
     */
    public void reportFailure(String why) {
        if (reported.compareAndSet(false, true)) {
            String printable = UNPRINTABLE.matcher(String.valueOf(why)).replaceAll(" ");
            upstream.recordFailure(
                    since, printable.length() > MAX_LENGTH ? printable.substring(0, MAX_LENGTH) : printable);
        }
    }

    @Override
    public void close() {
        if (reported.compareAndSet(false, true) && permitted) {
            upstream.release();
        }
    }
}
