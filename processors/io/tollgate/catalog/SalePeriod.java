package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a file may be sold. Whoever buys it at the last moment still has the whole time to fetch it that was promised,
 * and the margin on top, before its storage ends.
 *
 * @param margin for clocks that differ and downloads that take their time
 */
public record SalePeriod(Duration margin) {
    public SalePeriod {
        requireNonNull(margin, "margin must not be null");
    }

    /** What has to be left of the storage when somebody buys. */
    public Duration promised(Duration entitlementWindow) {
        return entitlementWindow.plus(margin);
    }

    /**
     * When the sale ends. What is free is promised to nobody and goes on for as long as it may be there.
     *
     * @param expiresAt when its storage may end
     * @param goneAt    when it has ended for sure
     */
    public Instant end(Instant expiresAt, Instant goneAt, Duration entitlementWindow, boolean free) {
        return free ? goneAt : expiresAt.minus(promised(entitlementWindow));
    }
}
