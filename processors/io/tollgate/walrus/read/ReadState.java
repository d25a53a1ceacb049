package io.tollgate.walrus.read;

import io.tollgate.http.upstream.Failover;
import io.tollgate.http.upstream.Upstream;
import io.tollgate.http.upstream.UpstreamCall;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The state of one read: which aggregators have been called, how many bytes have arrived, and whether to call another
 * one. Routes read {@link #isPending()} and {@link #isHedged()}. Not thread-safe.
 */
final class ReadState {
    static final String PROPERTY = "reading";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);
    /** After this number of new bytes the count of attempts restarts. */
    private static final long PROGRESS = 256 * 1024;

    private final ReadConfig config;
    private BlobRead request;
    private long progressFrom;
    private Instant since;
    private Failover failover;
    private int attempts;
    private int rounds;
    private boolean missing;
    private boolean onlyMissing = true;
    private boolean finished;
    private String lastProblem = "no aggregator is available at present";
    private final Set<Upstream> excluded = new HashSet<>();
    private Upstream current;
    private InputStream body;

    ReadState(ReadConfig config, BlobRead request) {
        this.config = config;
        this.request = request;
        this.progressFrom = request.from();
        this.since = config.now();
        this.failover = config.aggregators().failover();
    }

    /** The bytes still to be read. */
    BlobRead request() {
        return request;
    }

    /** Whether an aggregator has to be called. */
    public boolean isPending() {
        return body == null && !finished;
    }

    /** Whether a second aggregator is called when the first one is slow. */
    public boolean isHedged() {
        return !config.rules().hedge().isZero() && config.aggregators().all().size() - excluded.size() > 1;
    }

    Duration hedgeDelay() {
        return config.rules().hedge();
    }

    /** Returns the next aggregator, after a pause when all of them have been called. */
    AggregatorAttempt next() throws InterruptedException {
        Optional<UpstreamCall> call = nextTrusted();
        if (call.isEmpty()) {
            if (rounds > 0 || attempts > 0) {
                config.sleeper().sleep(Duration.ofMillis(pauseMillis()));
            }
            rounds++;
            failover = Failover.inOrder(
                    config.aggregators().all().stream().filter(this::trusted).toList());
            call = nextTrusted();
        }
        attempts++;
        return new AggregatorAttempt(call.orElseThrow(), request, missing && rounds > 0);
    }

    /** Returns a second aggregator for a hedge; empty when the circuit breakers of all others are open. */
    Optional<AggregatorAttempt> nextForHedge() {
        Optional<AggregatorAttempt> second = nextTrusted().map(call -> new AggregatorAttempt(call, request, false));
        second.ifPresent(attempt -> attempts++);
        return second;
    }

    private Optional<UpstreamCall> nextTrusted() {
        Optional<UpstreamCall> call = failover.next();
        while (call.isPresent() && !trusted(call.get().upstream())) {
            call.get().close();
            call = failover.next();
        }
        return call;
    }

    private boolean trusted(Upstream upstream) {
        return !excluded.contains(upstream);
    }

    private long pauseMillis() {
        long full = Math.min(MAX_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(rounds, 10));
        return full / 2 + config.random().nextLong(full / 2 + 1);
    }

    /** Records the result of an attempt and decides whether to continue. */
    void evaluate(AggregatorAttempt attempt) {
        config.meters().recordAnswer(attempt);
        missing = attempt.answer() instanceof AggregatorAnswer.Missing;
        onlyMissing &= missing;
        switch (attempt.answer()) {
            case AggregatorAnswer.Bytes bytes -> {
                current = attempt.call().upstream();
                body = attempt.body().orElseThrow();
                config.recent().recordFound(request.id());
                if (request.isWhole() && bytes.length() > 0) {
                    request = new BlobRead(request.id(), 0, bytes.length() - 1);
                }
            }
            case AggregatorAnswer.TryNext next -> lastProblem = next.reason();
            case AggregatorAnswer.Missing none -> lastProblem = "not found";
            case AggregatorAnswer.Final end -> {
                lastProblem = end.reason();
                finished = true;
            }
        }
        finished |= !mayTryNext();
    }

    /** Limits attempts and time, except for a 404 of a blob that was stored a short time ago. */
    private boolean mayTryNext() {
        if (excluded.size() == config.aggregators().all().size()) {
            return false;
        }
        if (missing && config.recent().mustExist(request.id())) {
            return true;
        }
        return attempts < config.rules().attempts()
                && Duration.between(since, config.now())
                                .compareTo(config.rules().timeout())
                        < 0;
    }

    /** Returns the bytes of the successful attempt. */
    InputStream body() throws BlobUnavailable {
        if (body == null) {
            throw new BlobUnavailable("no aggregator returned " + request.id() + ": " + lastProblem, onlyMissing);
        }
        return body;
    }

    /**
     * Records that the stream broke off and prepares the read of the rest.
     *
     * @param reached the first byte that is missing
     * @throws BlobUnavailable when no aggregator remains for the rest
     */
    void recordInterruption(long reached, String why) throws BlobUnavailable {
        config.meters().recordResume(current);
        fail(why);
        if (request.isWhole()) {
            throw new BlobUnavailable("a blob of unknown length broke off: " + why, false);
        }
        if (reached - progressFrom >= PROGRESS) {
            attempts = 0;
            rounds = 0;
            since = config.now();
            progressFrom = reached;
        }
        request = new BlobRead(request.id(), reached, request.toInclusive());
        finished = !mayTryNext();
        throwIfFinished();
    }

    private void throwIfFinished() throws BlobUnavailable {
        if (finished) {
            throw new BlobUnavailable("no aggregator returned the rest of " + request.id() + ": " + lastProblem, false);
        }
    }

    /** Records that these are not the stored bytes: excludes the aggregator from this read and restarts the read. */
    void recordWrongBytes(BlobRead whole) throws BlobUnavailable {
        config.meters().recordWrongBytes(current);
        excluded.add(current);
        fail("other bytes than were stored");
        request = whole;
        progressFrom = whole.from();
        finished = !mayTryNext();
        throwIfFinished();
    }

    private void fail(String why) {
        lastProblem = why;
        onlyMissing = false;
        missing = false;
        body = null;
        current.forceCall().reportFailure(why);
    }

    void recordBytes(long bytes) {
        config.meters().recordBytes(current, bytes);
    }
}
