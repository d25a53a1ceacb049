package io.tollgate.walrus.read;

import io.tollgate.http.upstream.Sleeper;
import io.tollgate.http.upstream.Upstreams;
import io.tollgate.walrus.publish.RecentUploads;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * The configuration that all reads of a gateway from Walrus share.
 *
 * @param aggregators best first
 * @param recent the blobs that this instance stored a short time ago
 * @param sleeper {@code Thread::sleep} except in tests
 */
public record ReadConfig(
        Upstreams aggregators,
        ReadRules rules,
        RecentUploads recent,
        ReadMeters meters,
        Clock clock,
        RandomGenerator random,
        Sleeper sleeper) {
    /** Creates the state of a new read; calls no aggregator yet. */
    ReadState begin(BlobRead request) {
        return new ReadState(this, request);
    }

    Instant now() {
        return clock.instant();
    }
}
