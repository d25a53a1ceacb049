package io.tollgate.walrus.read;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tollgate.MovableClock;
import io.tollgate.dev.walrus.BreakingStream;
import io.tollgate.http.upstream.UpstreamRegistry;
import io.tollgate.http.upstream.Upstreams;
import io.tollgate.walrus.encoding.BlobId;
import io.tollgate.walrus.publish.RecentUploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Reads whose aggregators are functions from an attempt to an answer; the clock advances when the read pauses.
 */
final class ReadingFixture {
    static final BlobId ID = BlobId.parse("M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk");

    final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    final AtomicLong nanos = new AtomicLong();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<String> calls = new ArrayList<>();
    final List<Long> pauses = new ArrayList<>();
    final RecentUploads recent = new RecentUploads(clock, Duration.ofSeconds(30));
    final List<Tracked> streams = new ArrayList<>();
    private final Upstreams aggregators;
    private Function<AggregatorAttempt, Object> answers = attempt -> 503;
    private int attempts = 4;

    ReadingFixture(String... names) {
        List<URI> urls =
                Stream.of(names).map(name -> URI.create("http://" + name)).toList();
        aggregators = new UpstreamRegistry(clock, meters).add("aggregator", urls);
    }

    ReadingFixture attempts(int limit) {
        attempts = limit;
        return this;
    }

    /** Sets the answers of the aggregators: each a status or a stream of bytes. */
    ReadingFixture answering(Function<AggregatorAttempt, Object> function) {
        answers = function;
        return this;
    }

    ReadConfig config() {
        ReadRules rules = new ReadRules(
                attempts, Duration.ofSeconds(20), Duration.ofSeconds(15), Duration.ZERO, Duration.ofSeconds(30));
        return new ReadConfig(
                aggregators,
                rules,
                recent,
                new ReadMeters(meters),
                clock,
                RandomGenerator.of("L64X128MixRandom"),
                pause -> {
                    pauses.add(pause.toMillis());
                    clock.advance(pause);
                });
    }

    ResumingBlob open(long from, long to) throws IOException {
        return new ResumingBlob(
                config().begin(new BlobRead(ID, from, to)), this::open, Duration.ofSeconds(15), nanos::get);
    }

    ResumingSource source() {
        return new ResumingSource(config(), state -> open((ReadState) state), new NoBlobs(), nanos::get);
    }

    /** Does the same as the route. */
    InputStream open(ReadState state) throws IOException {
        while (state.isPending()) {
            AggregatorAttempt attempt;
            try {
                attempt = state.next();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            calls.add(name(attempt) + " " + attempt.request().from()
                    + attempt.query().map(query -> " ?").orElse(""));
            Object answer = answers.apply(attempt);
            if (answer instanceof Integer status) {
                attempt.recordAnswer(AggregatorAnswer.of(attempt.request(), status, -1, null, null), null);
            } else {
                Tracked stream = new Tracked((InputStream) answer);
                streams.add(stream);
                attempt.recordAnswer(
                        new AggregatorAnswer.Bytes(attempt.request().length()), stream);
            }
            state.evaluate(attempt);
        }
        return state.body();
    }

    static String name(AggregatorAttempt attempt) {
        return attempt.call().upstream().url().getHost();
    }

    double count(String meter) {
        return meters.find(meter).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** The bytes from the requested offset. */
    static InputStream from(byte[] content, AggregatorAttempt attempt) {
        return new ByteArrayInputStream(Arrays.copyOfRange(
                content, (int) attempt.request().from(), (int) attempt.request().toInclusive() + 1));
    }

    /** Returns the first bytes, then the connection breaks. */
    static InputStream cut(InputStream whole, int after) {
        return new BreakingStream(whole, after);
    }

    /** Records whether it was closed. */
    static final class Tracked extends java.io.FilterInputStream {
        boolean closed;

        Tracked(InputStream in) {
            super(in);
        }

        @Override
        public void close() throws IOException {
            closed = true;
            super.close();
        }
    }
}
