package io.tollgate.walrus;

import io.tollgate.upstream.Sleeper;
import io.tollgate.upstream.Upstreams;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * What all readings of a gateway have in common.
 *
 * @param aggregators best first
 * @param recent what was stored just now
 * @param sleeper {@code Thread::sleep} but in tests
 */
public record Readings(
        Upstreams aggregators,
        ReadRules rules,
        RecentUploads recent,
        ReadMeters meters,
        Clock clock,
        RandomGenerator random,
        Sleeper sleeper) {
    /** Begins to read; nobody is asked yet. */
    BlobReading begin(BlobRead piece) {
        return new BlobReading(this, piece);
    }

    Instant now() {
        return clock.instant();
    }
}
