package io.tollgate.walrus.encoding;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Turns epochs into dates. Walrus tells epochs by number only, so each upload that names the present one is an
 * observation: that epoch had begun, and the next one had not. Together they narrow down when any epoch begins.
 */
public final class EpochCalendar {
    private final Clock clock;
    private final Duration length;
    private Span zero;

    /** @param length of an epoch: a day on testnet, two weeks on mainnet */
    public EpochCalendar(Clock clock, Duration length) {
        this.clock = requireNonNull(clock, "clock must not be null");
        this.length = requireNonNull(length, "length must not be null");
    }

    /**
     * Notes that this was the present epoch at some moment of the last while. What contradicts it, such as a network made
     * anew, is forgotten.
     */
    public synchronized void observe(long epoch, Duration within) {
        Instant latest = clock.instant().minus(since(epoch));
        Span seen = new Span(latest.minus(length).minus(within), latest);
        zero = zero == null || !zero.meets(seen) ? seen : zero.narrowed(seen);
    }

    /**
     * When an epoch begins.
     *
     * @param epoch an end epoch as Walrus told it
     * @param ahead how many epochs ahead of the present one it is at least, for as long as nothing was observed
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

    /** The moment lies between these two. */
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
