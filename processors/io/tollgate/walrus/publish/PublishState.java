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
 * The state of storing one blob: which publishers have been called, and whether to call another one. Routes read
 * {@link #isPending()} and {@link #getEndpoint()}, which contains only what the operator configured.
 */
final class PublishState {
    static final String PROPERTY = "publishing";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);
    private static final int MAX_TOKENS = 2;

    private final PublishConfig config;
    private final Publication blob;
    private final Instant since;
    private final Set<Upstream> closed = new HashSet<>();
    private Failover failover;
    private int failures;
    private int rounds;
    private int tokens;
    private boolean retryCurrent;
    private boolean finished;
    private UpstreamCall call;
    private PublisherAnswer answer;

    PublishState(PublishConfig config, Publication blob) {
        this.config = config;
        this.blob = blob;
        this.since = config.now();
        this.failover = config.publishers().failover();
    }

    Publication blob() {
        return blob;
    }

    /** Records that Walrus has the blob already, so nothing has to be stored. */
    void recordAlreadyStored(PublisherAnswer.Stored stored) {
        answer = stored;
        finished = true;
    }

    /** Whether a publisher has to be called. */
    public boolean isPending() {
        return !finished;
    }

    public String getEndpoint() {
        return call.upstream().url() + "/v1/blobs";
    }

    UpstreamCall call() {
        return call;
    }

    /** Chooses the next publisher, after a pause when all of them have been called. */
    void chooseNext() throws InterruptedException {
        if (retryCurrent) {
            retryCurrent = false;
            call = call.upstream().forceCall();
            return;
        }
        Optional<UpstreamCall> found = nextOpen();
        if (found.isEmpty()) {
            config.sleeper().sleep(Duration.ofMillis(pauseMillis()));
            rounds++;
            failover = Failover.inOrder(
                    config.publishers().all().stream().filter(this::isOpen).toList());
            found = nextOpen();
        }
        tokens = 0;
        call = found.orElseThrow();
    }

    private Optional<UpstreamCall> nextOpen() {
        Optional<UpstreamCall> found = failover.next();
        while (found.isPresent() && !isOpen(found.get().upstream())) {
            found.get().close();
            found = failover.next();
        }
        return found;
    }

    private boolean isOpen(Upstream publisher) {
        return !closed.contains(publisher);
    }

    private long pauseMillis() {
        long full = Math.min(MAX_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(rounds, 10));
        return full / 2 + config.random().nextLong(full / 2 + 1);
    }

    /** Records the publisher's answer. */
    void recordAnswer(PublisherAnswer received) {
        answer = received;
        config.meters().recordAnswer(call.upstream(), received);
        switch (received) {
            case PublisherAnswer.Stored stored -> {
                call.reportSuccess();
                finished = true;
            }
            case PublisherAnswer.Refused refused -> recordRefusal(refused);
        }
    }

    private void recordRefusal(PublisherAnswer.Refused refused) {
        switch (refused.then()) {
            case NEVER -> {
                call.reportSuccess();
                finished = true;
            }
            case LATER -> {
                call.reportSuccess();
                finished = Duration.between(since, config.now())
                                .compareTo(config.rules().busyTimeout())
                        >= 0;
            }
            case NEVER_HERE -> {
                call.reportSuccess();
                closed.add(call.upstream());
                finished = allClosed();
            }
            case NEW_TOKEN -> {
                call.reportSuccess();
                retryCurrent = true;
                finished = config.tokenIssuer().isEmpty() || ++tokens > MAX_TOKENS;
            }
            case NEXT_PUBLISHER -> {
                call.reportFailure(refused.status() + " " + refused.reason());
                failures++;
                if (refused.status() == 401) {
                    closed.add(call.upstream()); // it would reject the next token as well
                }
                finished = failures >= config.rules().attempts() || allClosed();
            }
        }
        finished |= !blob.content().repeatable();
    }

    private boolean allClosed() {
        return closed.size() == config.publishers().all().size();
    }

    PublisherAnswer answer() {
        return answer;
    }
}
