package io.tollgate.walrus.read;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.http.upstream.Upstream;

/** Counts the results of reading from Walrus, for each aggregator. */
public final class ReadMeters {
    private final MeterRegistry meters;

    public ReadMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void recordAnswer(AggregatorAttempt attempt) {
        String outcome = switch (attempt.answer()) {
            case AggregatorAnswer.Bytes bytes -> "bytes";
            case AggregatorAnswer.Missing missing -> "missing";
            case AggregatorAnswer.Final end -> "refused";
            case AggregatorAnswer.TryNext next -> next.failure() ? "failed" : "busy";
        };
        Counter.builder("tollgate.walrus.reads")
                .description("Answers of aggregators, by outcome")
                .tag("url", attempt.call().upstream().url().toString())
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }

    void recordBytes(Upstream aggregator, long bytes) {
        Counter.builder("tollgate.walrus.read")
                .description("Bytes read from aggregators")
                .baseUnit("bytes")
                .tag("url", aggregator.url().toString())
                .register(meters)
                .increment(bytes);
    }

    void recordResume(Upstream aggregator) {
        count(
                "tollgate.walrus.resumes",
                "Reads that continued at another aggregator after this one broke off",
                aggregator);
    }

    void recordWrongBytes(Upstream aggregator) {
        count("tollgate.walrus.lies", "Reads that returned other bytes than were stored", aggregator);
    }

    /** @param second whether the second aggregator returned the bytes */
    void recordHedge(boolean second) {
        Counter.builder("tollgate.walrus.hedges")
                .description("Reads that called a second aggregator, by which one returned the bytes")
                .tag("winner", second ? "second" : "first")
                .register(meters)
                .increment();
    }

    private void count(String name, String description, Upstream upstream) {
        Counter.builder(name)
                .description(description)
                .tag("url", upstream.url().toString())
                .register(meters)
                .increment();
    }
}
