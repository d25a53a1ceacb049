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
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** So many new bytes, and the attempts are counted anew. */
    private static final long PROGRESS = 256 * 1024;

    private final ReadConfig house;
    private BlobRead piece;
    private long countedFrom;
    private Instant since;
    private Failover tour;
    private int attempts;
    private int rounds;
    private boolean missing;
    private boolean onlyMissing = true;
    private boolean over;
    private String trouble = "no aggregator may be asked at present";
    private final Set<Upstream> liars = new HashSet<>();
    private Upstream current;
    private InputStream body;

    ReadState(ReadConfig house, BlobRead piece) {
        this.house = house;
        this.piece = piece;
        this.countedFrom = piece.from();
        this.since = house.now();
        this.tour = house.aggregators().failover();
    }

    /** What is still to be read. */
    BlobRead piece() {
        return piece;
    }

    /** Whether somebody is to be asked. */
    public boolean isPending() {
        return body == null && !over;
    }

    /** Whether a second aggregator is asked when the first one takes its time. */
    public boolean isHedged() {
        return !house.rules().hedge().isZero() && house.aggregators().all().size() - liars.size() > 1;
    }

    Duration hedgeDelay() {
        return house.rules().hedge();
    }

    /** The next aggregator, after a pause when all of them were asked. */
    AggregatorAttempt next() throws InterruptedException {
        Optional<UpstreamCall> call = ahead();
        if (call.isEmpty()) {
            if (rounds > 0 || attempts > 0) {
                house.sleeper().sleep(Duration.ofMillis(pauseMillis()));
            }
            rounds++;
            tour = Failover.inOrder(
                    house.aggregators().all().stream().filter(this::trusted).toList());
            call = ahead();
        }
        attempts++;
        return new AggregatorAttempt(call.orElseThrow(), piece, missing && rounds > 0);
    }

    /** One more aggregator beside the one that was asked; empty when there is none that is not resting. */
    Optional<AggregatorAttempt> beside() {
        Optional<AggregatorAttempt> second = ahead().map(call -> new AggregatorAttempt(call, piece, false));
        second.ifPresent(attempt -> attempts++);
        return second;
    }

    private Optional<UpstreamCall> ahead() {
        Optional<UpstreamCall> call = tour.next();
        while (call.isPresent() && !trusted(call.get().upstream())) {
            call.get().close();
            call = tour.next();
        }
        return call;
    }

    private boolean trusted(Upstream upstream) {
        return !liars.contains(upstream);
    }

    private long pauseMillis() {
        long full = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(rounds, 10));
        return full / 2 + house.random().nextLong(full / 2 + 1);
    }

    /** Takes down what came of an attempt. */
    void weigh(AggregatorAttempt attempt) {
        house.meters().asked(attempt);
        missing = attempt.answer() instanceof AggregatorAnswer.Missing;
        onlyMissing &= missing;
        switch (attempt.answer()) {
            case AggregatorAnswer.Bytes bytes -> {
                current = attempt.call().upstream();
                body = attempt.body().orElseThrow();
                house.recent().found(piece.id());
                if (piece.isWhole() && bytes.length() > 0) {
                    piece = new BlobRead(piece.id(), 0, bytes.length() - 1);
                }
            }
            case AggregatorAnswer.Elsewhere elsewhere -> trouble = elsewhere.reason();
            case AggregatorAnswer.Missing none -> trouble = "not found";
            case AggregatorAnswer.Final end -> {
                trouble = end.reason();
                over = true;
            }
        }
        over |= !mayAsk();
    }

    /** Attempts and time are bounded; only for a blob that was stored just now a 404 is waited out. */
    private boolean mayAsk() {
        if (liars.size() == house.aggregators().all().size()) {
            return false;
        }
        if (missing && house.recent().mustBeThere(piece.id())) {
            return true;
        }
        return attempts < house.rules().attempts()
                && Duration.between(since, house.now()).compareTo(house.rules().patience()) < 0;
    }

    /** The bytes of the aggregator that was found. */
    InputStream opened() throws BlobUnavailable {
        if (body == null) {
            throw new BlobUnavailable("no aggregator brings " + piece.id() + ": " + trouble, onlyMissing);
        }
        return body;
    }

    /**
     * The bytes stopped coming.
     *
     * @param reached the first byte that is missing
     * @throws BlobUnavailable when nobody is to be asked for the rest
     */
    void broke(long reached, String why) throws BlobUnavailable {
        house.meters().resumed(current);
        fail(why);
        if (piece.isWhole()) {
            throw new BlobUnavailable("a blob of unknown length broke off: " + why, false);
        }
        if (reached - countedFrom >= PROGRESS) {
            attempts = 0;
            rounds = 0;
            since = house.now();
            countedFrom = reached;
        }
        piece = new BlobRead(piece.id(), reached, piece.toInclusive());
        over = !mayAsk();
        opened(over);
    }

    private void opened(boolean nobody) throws BlobUnavailable {
        if (nobody) {
            throw new BlobUnavailable("no aggregator brings the rest of " + piece.id() + ": " + trouble, false);
        }
    }

    /** The bytes are not those that were stored: nobody asks that aggregator again, and reading begins anew. */
    void lied(BlobRead whole) throws BlobUnavailable {
        house.meters().lied(current);
        liars.add(current);
        fail("other bytes than were stored");
        piece = whole;
        countedFrom = whole.from();
        over = !mayAsk();
        opened(over);
    }

    private void fail(String why) {
        trouble = why;
        onlyMissing = false;
        missing = false;
        body = null;
        current.forceCall().reportFailure(why);
    }

    void brought(long bytes) {
        house.meters().brought(current, bytes);
    }
}
