package io.tollgate.walrus.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.http.upstream.Upstream;

/** Counts the results of storing on Walrus, for each publisher. */
public final class PublishMeters {
    private final MeterRegistry meters;

    public PublishMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void recordAnswer(Upstream publisher, PublisherAnswer answer) {
        String outcome = switch (answer) {
            case PublisherAnswer.Stored stored -> stored.alreadyCertified() ? "already" : "stored";
            case PublisherAnswer.Refused refused -> outcome(refused.then());
        };
        Counter.builder("tollgate.walrus.stores")
                .description("Answers of publishers, by outcome")
                .tag("url", publisher.url().toString())
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }

    void recordAlreadyStored() {
        Counter.builder("tollgate.walrus.known")
                .description("Blobs that were not stored because Walrus has them already")
                .register(meters)
                .increment();
    }

    private static String outcome(PublisherAnswer.Then then) {
        return switch (then) {
            case LATER -> "later";
            case NEXT_PUBLISHER -> "elsewhere";
            case NEVER_HERE -> "not_here";
            case NEW_TOKEN -> "new_token";
            case NEVER -> "never";
        };
    }
}
