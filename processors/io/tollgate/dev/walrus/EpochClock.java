package io.tollgate.dev.walrus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the epochs of the embedded Walrus from 1970 on, so that they continue after restarts; can be advanced. */
public final class EpochClock {
    private final Clock clock;
    private final Duration length;
    private final AtomicLong ahead = new AtomicLong();

    /** @param length length of an epoch; one day on testnet and two weeks on mainnet */
    public EpochClock(Clock clock, Duration length) {
        if (length.toMillis() < 1000) {
            throw new IllegalArgumentException("an epoch must last at least one second");
        }
        this.clock = clock;
        this.length = length;
    }

    public long current() {
        return clock.millis() / length.toMillis() + ahead.get();
    }

    /** Returns the start of an epoch. */
    public Instant startOf(long epoch) {
        return Instant.ofEpochMilli(Math.multiplyExact(epoch - ahead.get(), length.toMillis()));
    }

    /** Advances by some epochs, until the process ends. */
    public void advance(long epochs) {
        if (epochs < 0 || epochs > 1_000_000) {
            throw new IllegalArgumentException("epochs can be advanced by 0 to 1,000,000");
        }
        ahead.addAndGet(epochs);
    }

    /** The current time, for durations in seconds. */
    Instant now() {
        return clock.instant();
    }
}
