package io.tollgate.walrus.publish;

import io.tollgate.http.upstream.Failover;
import io.tollgate.http.upstream.Upstream;
import io.tollgate.http.upstream.UpstreamCall;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The storing of one blob: which publishers were asked, and whether anybody is to be asked again. Routes see
 * {@link #isPending()} and {@link #getEndpoint()}, which is made of nothing but what the operator configured.
 */
final class PublishState {
    static final String PROPERTY = "publishing";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_TOKENS = 2;

    private final PublishConfig house;
    private final Publication blob;
    private final Instant since;
    private final Set<Upstream> closed = new HashSet<>();
    private Failover tour;
    private int failures;
    private int rounds;
    private int tokens;
    private boolean sameAgain;
    private boolean over;
    private UpstreamCall call;
    private PublisherAnswer answer;

    PublishState(PublishConfig house, Publication blob) {
        this.house = house;
        this.blob = blob;
        this.since = house.now();
        this.tour = house.publishers().failover();
    }

    Publication blob() {
        return blob;
    }

    /** Nothing has to be stored: the blob lies there already. */
    void known(PublisherAnswer.Stored stored) {
        answer = stored;
        over = true;
    }

    /** Whether somebody is to be asked. */
    public boolean isPending() {
        return !over;
    }

    public String getEndpoint() {
        return call.upstream().url() + "/v1/blobs";
    }

    UpstreamCall call() {
        return call;
    }

    /** Chooses the next publisher, after a pause when all of them were asked. */
    void next() throws InterruptedException {
        if (sameAgain) {
            sameAgain = false;
            call = call.upstream().forceCall();
            return;
        }
        Optional<UpstreamCall> found = ahead();
        if (found.isEmpty()) {
            house.sleeper().sleep(Duration.ofMillis(pauseMillis()));
            rounds++;
            tour = Failover.inOrder(
                    house.publishers().all().stream().filter(this::open).toList());
            found = ahead();
        }
        tokens = 0;
        call = found.orElseThrow();
    }

    private Optional<UpstreamCall> ahead() {
        Optional<UpstreamCall> found = tour.next();
        while (found.isPresent() && !open(found.get().upstream())) {
            found.get().close();
            found = tour.next();
        }
        return found;
    }

    private boolean open(Upstream publisher) {
        return !closed.contains(publisher);
    }

    private long pauseMillis() {
        long full = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(rounds, 10));
        return full / 2 + house.random().nextLong(full / 2 + 1);
    }

    /** Takes down what the publisher said. */
    void answered(PublisherAnswer said) {
        answer = said;
        house.meters().answered(call.upstream(), said);
        switch (said) {
            case PublisherAnswer.Stored stored -> {
                call.reportSuccess();
                over = true;
            }
            case PublisherAnswer.Refused refused -> refused(refused);
        }
    }

    private void refused(PublisherAnswer.Refused refused) {
        switch (refused.then()) {
            case NEVER -> {
                call.reportSuccess();
                over = true;
            }
            case LATER -> {
                call.reportSuccess();
                over = Duration.between(since, house.now())
                                .compareTo(house.rules().busyPatience())
                        >= 0;
            }
            case NOT_HERE -> {
                call.reportSuccess();
                closed.add(call.upstream());
                over = nobodyIsLeft();
            }
            case NEW_TOKEN -> {
                call.reportSuccess();
                sameAgain = true;
                over = house.mint().isEmpty() || ++tokens > MOST_TOKENS;
            }
            case ELSEWHERE -> {
                call.reportFailure(refused.status() + " " + refused.reason());
                failures++;
                if (refused.status() == 401) {
                    closed.add(call.upstream()); // it will not know our next token either
                }
                over = failures >= house.rules().attempts() || nobodyIsLeft();
            }
        }
        over |= !blob.content().repeatable();
    }

    private boolean nobodyIsLeft() {
        return closed.size() == house.publishers().all().size();
    }

    PublisherAnswer answer() {
        return answer;
    }
}
