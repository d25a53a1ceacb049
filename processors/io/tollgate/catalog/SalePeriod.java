package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a file may be sold. A buyer at the last moment still has the whole promised time to fetch it,
 * and the margin on top, before its storage ends.
 *
 * @param margin for clocks that differ and downloads that take their time
 */
public record SalePeriod(Duration margin) {
    public SalePeriod {
        requireNonNull(margin, "margin must not be null");
    }

    /** The storage time that has to be left at a purchase. */
    public Duration promised(Duration entitlementWindow) {
        return entitlementWindow.plus(margin);
    }

    /**
     * When the sale ends. A free file comes without a promise and is offered as long as it may exist.
     *
     * @param expiresAt when its storage may end
     * @param goneAt    when it has ended for sure
     */
    public Instant end(Instant expiresAt, Instant goneAt, Duration entitlementWindow, boolean free) {
        return free ? goneAt : expiresAt.minus(promised(entitlementWindow));
    }
}
