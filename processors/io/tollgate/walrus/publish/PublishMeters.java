package io.tollgate.walrus.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.http.upstream.Upstream;
import java.util.Locale;

/** Counts what storing on Walrus comes to, for each publisher. */
public final class PublishMeters {
    private final MeterRegistry meters;

    public PublishMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void recordAnswer(Upstream publisher, PublisherAnswer answer) {
        String outcome = switch (answer) {
            case PublisherAnswer.Stored stored -> stored.alreadyCertified() ? "already" : "stored";
            case PublisherAnswer.Refused refused -> refused.then().name().toLowerCase(Locale.ROOT);
        };
        Counter.builder("tollgate.walrus.stores")
                .description("Answers of publishers, by what comes of them")
                .tag("url", publisher.url().toString())
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }

    void recordAlreadyStored() {
        Counter.builder("tollgate.walrus.known")
                .description("Blobs that were not stored because they lie there already")
                .register(meters)
                .increment();
    }
}
