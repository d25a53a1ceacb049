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
 * The reading of one piece of a blob: which aggregators were asked, how far it came, and whether anybody is to be asked
 * again. Routes see {@link #isPending()} and {@link #isHedged()}. For one thread at a time.
 */
final class ReadState {
    static final String PROPERTY = "reading";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);
    /** So many new bytes, and the attempts are counted anew. */
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
    private String lastProblem = "no aggregator may be asked at present";
    private final Set<Upstream> excluded = new HashSet<>();
    private Upstream current;
    private InputStream body;

    ReadState(ReadConfig house, BlobRead piece) {
        this.config = house;
        this.request = piece;
        this.progressFrom = piece.from();
        this.since = house.now();
        this.failover = house.aggregators().failover();
    }

    /** What is still to be read. */
    BlobRead request() {
        return request;
    }

    /** Whether somebody is to be asked. */
    public boolean isPending() {
        return body == null && !finished;
    }

    /** Whether a second aggregator is asked when the first one takes its time. */
    public boolean isHedged() {
        return !config.rules().hedge().isZero() && config.aggregators().all().size() - excluded.size() > 1;
    }

    Duration hedgeDelay() {
        return config.rules().hedge();
    }

    /** The next aggregator, after a pause when all of them were asked. */
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

    /** One more aggregator beside the one that was asked; empty when there is none that is not resting. */
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

    /** Takes down what came of an attempt. */
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
            case AggregatorAnswer.TryNext elsewhere -> lastProblem = elsewhere.reason();
            case AggregatorAnswer.Missing none -> lastProblem = "not found";
            case AggregatorAnswer.Final end -> {
                lastProblem = end.reason();
                finished = true;
            }
        }
        finished |= !mayTryNext();
    }

    /** Attempts and time are bounded; only for a blob that was stored just now a 404 is waited out. */
    private boolean mayTryNext() {
        if (excluded.size() == config.aggregators().all().size()) {
            return false;
        }
        if (missing && config.recent().mustExist(request.id())) {
            return true;
        }
        return attempts < config.rules().attempts()
                && Duration.between(since, config.now()).compareTo(config.rules().timeout()) < 0;
    }

    /** The bytes of the aggregator that was found. */
    InputStream opened() throws BlobUnavailable {
        if (body == null) {
            throw new BlobUnavailable("no aggregator brings " + request.id() + ": " + lastProblem, onlyMissing);
        }
        return body;
    }

    /**
     * The bytes stopped coming.
     *
     * @param reached the first byte that is missing
     * @throws BlobUnavailable when nobody is to be asked for the rest
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
        opened(finished);
    }

    private void opened(boolean nobody) throws BlobUnavailable {
        if (nobody) {
            throw new BlobUnavailable("no aggregator brings the rest of " + request.id() + ": " + lastProblem, false);
        }
    }

    /** The bytes are not those that were stored: nobody asks that aggregator again, and reading begins anew. */
    void recordWrongBytes(BlobRead whole) throws BlobUnavailable {
        config.meters().recordWrongBytes(current);
        excluded.add(current);
        fail("other bytes than were stored");
        request = whole;
        progressFrom = whole.from();
        finished = !mayTryNext();
        opened(finished);
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
