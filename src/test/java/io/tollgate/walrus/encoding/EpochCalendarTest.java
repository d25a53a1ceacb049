package io.tollgate.walrus.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Estimates of epoch starts from the observations of uploads. */
class EpochCalendarTest {
    private static final Duration WEEKS = Duration.ofDays(14);

    private final MovableClock clock = new MovableClock();
    private final EpochCalendar calendar = new EpochCalendar(clock, WEEKS);

    @Test
    void withoutAnObservationTheCurrentEpochMayEndNowOrHaveJustStarted() {
        Instant now = clock.instant();

        assertThat(calendar.startOf(105, 5))
                .isEqualTo(new EpochCalendar.Span(now.plus(WEEKS.multipliedBy(4)), now.plus(WEEKS.multipliedBy(5))));
    }

    @Test
    void observationsNarrowTheDate() {
        Instant started = clock.instant();
        clock.advance(Duration.ofDays(3));
        calendar.observe(100, Duration.ZERO);
        clock.advance(Duration.ofDays(10));
        calendar.observe(100, Duration.ZERO);
        clock.advance(Duration.ofDays(2));
        calendar.observe(101, Duration.ZERO);

        EpochCalendar.Span start = calendar.startOf(105, 1);

        Instant actual = started.plus(WEEKS.multipliedBy(5));
        assertThat(start.earliest()).isBeforeOrEqualTo(actual).isEqualTo(actual.minus(Duration.ofDays(1)));
        assertThat(start.latest()).isAfterOrEqualTo(actual).isEqualTo(actual.plus(Duration.ofDays(1)));
    }

    @Test
    void aLongUploadNarrowsTheDateLess() {
        calendar.observe(100, Duration.ofHours(6));

        assertThat(calendar.startOf(101, 1))
                .isEqualTo(new EpochCalendar.Span(
                        clock.instant().minus(Duration.ofHours(6)),
                        clock.instant().plus(WEEKS)));
    }

    @Test
    void aResetNetworkReplacesEarlierObservations() {
        calendar.observe(100, Duration.ZERO);
        calendar.observe(3, Duration.ZERO);

        EpochCalendar.Span start = calendar.startOf(4, 1);

        assertThat(start.earliest()).isEqualTo(clock.instant());
        assertThat(start.latest()).isEqualTo(clock.instant().plus(WEEKS));
    }
}
