package io.tollgate.walrus.publish;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tollgate.walrus.encoding.BlobId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The blobs that this instance stored a short time ago. Caches in front of aggregators keep an earlier 404 for a while,
 * so a 404 for one of these blobs is outdated; a 404 for any other blob is taken as true.
 */
public final class RecentUploads {
    private static final int MAX_ENTRIES = 100_000;

    private final Clock clock;
    private final Duration window;
    private final Cache<BlobId, Instant> until;

    /** @param window how long after its upload a blob counts as recent */
    public RecentUploads(Clock clock, Duration window) {
        this.clock = clock;
        this.window = window;
        this.until = Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .expireAfterWrite(Math.max(1, window.toMillis()), TimeUnit.MILLISECONDS)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    public void recordUpload(BlobId id) {
        until.put(id, clock.instant().plus(window));
    }

    /** Records that an aggregator returned the blob, so later 404s no longer justify waiting. */
    public void recordFound(BlobId id) {
        until.invalidate(id);
    }

    /** Whether the blob was stored recently and no aggregator has returned it yet. */
    public boolean mustExist(BlobId id) {
        Instant end = until.getIfPresent(id);
        return end != null && clock.instant().isBefore(end);
    }
}
