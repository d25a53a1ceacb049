package io.tollgate.dev.walrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EpochClockTest {
    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void theEpochNumberFollowsFromTheLength() {
        EpochClock epochs = new EpochClock(clock, Duration.ofDays(1));

        assertThat(epochs.current()).isEqualTo(20513);
        assertThat(epochs.startOf(20513)).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    }

    @Test
    void advancingMakesLaterEpochsStartEarlier() {
        EpochClock epochs = new EpochClock(clock, Duration.ofDays(1));

        epochs.advance(2);

        assertThat(epochs.current()).isEqualTo(20515);
        assertThat(epochs.startOf(20515)).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    }

    @Test
    void epochsCannotGoBack() {
        EpochClock epochs = new EpochClock(clock, Duration.ofDays(1));

        assertThatIllegalArgumentException().isThrownBy(() -> epochs.advance(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new EpochClock(clock, Duration.ZERO));
    }
}
