package io.tollgate.dev.walrus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the epochs of the embedded Walrus from 1970 on, so that they go on over restarts; tests may move it forward. */
public final class EpochClock {
    private final Clock clock;
    private final Duration length;
    private final AtomicLong ahead = new AtomicLong();

    /** Epochs of that length; Walrus has one day on testnet and two weeks on mainnet. */
    public EpochClock(Clock clock, Duration length) {
        if (length.toMillis() < 1000) {
            throw new IllegalArgumentException("an epoch lasts a second at least");
        }
        this.clock = clock;
        this.length = length;
    }

    public long current() {
        return clock.millis() / length.toMillis() + ahead.get();
    }

    /** When an epoch begins, or began. */
    public Instant startOf(long epoch) {
        return Instant.ofEpochMilli(Math.multiplyExact(epoch - ahead.get(), length.toMillis()));
    }

    /** Moves on by some epochs, until the process ends. */
    public void advance(long epochs) {
        if (epochs < 0 || epochs > 1_000_000) {
            throw new IllegalArgumentException("time goes forward, by a million epochs at most");
        }
        ahead.addAndGet(epochs);
    }

    /** The present moment, for what is measured in seconds. */
    Instant now() {
        return clock.instant();
    }
}
