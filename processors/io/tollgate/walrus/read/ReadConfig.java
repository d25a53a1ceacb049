package io.tollgate.walrus.read;

import io.tollgate.http.upstream.Sleeper;
import io.tollgate.http.upstream.Upstreams;
import io.tollgate.walrus.publish.RecentUploads;
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
public record ReadConfig(
        Upstreams aggregators,
        ReadRules rules,
        RecentUploads recent,
        ReadMeters meters,
        Clock clock,
        RandomGenerator random,
        Sleeper sleeper) {
    /** Begins to read; nobody is asked yet. */
    ReadState begin(BlobRead piece) {
        return new ReadState(this, piece);
    }

    Instant now() {
        return clock.instant();
    }
}
