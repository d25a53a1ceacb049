package io.tollgate.walrus.encoding;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Estimates when Walrus epochs start. Walrus gives epochs by number only, so each upload that returns the current epoch
 * is an observation: that epoch had started and the next one had not. Together the observations narrow the start of
 * every epoch.
 */
public final class EpochCalendar {
    private final Clock clock;
    private final Duration length;
    private Span zero;

    /** @param length length of an epoch: a day on testnet, two weeks on mainnet */
    public EpochCalendar(Clock clock, Duration length) {
        this.clock = requireNonNull(clock, "clock must not be null");
        this.length = requireNonNull(length, "length must not be null");
    }

    /**
     * Records that this was the current epoch at some moment within the given time before now. Earlier observations
     * that contradict it are dropped, for example after a network was reset.
     */
    public synchronized void observe(long epoch, Duration within) {
        Instant latest = clock.instant().minus(since(epoch));
        Span seen = new Span(latest.minus(length).minus(within), latest);
        zero = zero == null || !zero.meets(seen) ? seen : zero.narrowed(seen);
    }

    /**
     * Estimates when an epoch starts.
     *
     * @param epoch an end epoch as returned by Walrus
     * @param ahead minimum number of epochs ahead of the current one; used while there is no observation
     */
    public synchronized Span startOf(long epoch, int ahead) {
        Instant now = clock.instant();
        if (zero == null) {
            return new Span(now.plus(length.multipliedBy(ahead - 1L)), now.plus(length.multipliedBy(ahead)));
        }
        Duration later = since(epoch);
        return new Span(zero.earliest().plus(later), zero.latest().plus(later));
    }

    private Duration since(long epoch) {
        return length.multipliedBy(epoch);
    }

    /** The earliest and latest possible moment. */
    public record Span(Instant earliest, Instant latest) {
        private boolean meets(Span other) {
            return !earliest.isAfter(other.latest) && !other.earliest.isAfter(latest);
        }

        private Span narrowed(Span other) {
            return new Span(
                    earliest.isAfter(other.earliest) ? earliest : other.earliest,
                    latest.isBefore(other.latest) ? latest : other.latest);
        }
    }
}
