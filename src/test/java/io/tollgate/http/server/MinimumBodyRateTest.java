package io.tollgate.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinimumBodyRateTest {
    private final MinimumBodyRate pace = new MinimumBodyRate(Duration.ofSeconds(60), Duration.ofSeconds(60), 1000);

    @Test
    void aClientMayBeSilentForAMinuteAtMost() {
        assertThat(pace.longestWait(Duration.ZERO, 0)).isEqualTo(Duration.ofSeconds(60));
        assertThat(pace.longestWait(Duration.ZERO, 1_000_000_000)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void anOccasionalByteDoesNotExtendTheGraceTime() {
        assertThat(pace.longestWait(Duration.ofSeconds(59), 10)).isLessThan(Duration.ofSeconds(2));
        assertThat(pace.longestWait(Duration.ofSeconds(61), 10)).isEqualTo(Duration.ZERO);
    }

    @Test
    void aSteadyClientIsNeverTooSlow() {
        assertThat(pace.longestWait(Duration.ofHours(1), 3_600_000)).isEqualTo(Duration.ofSeconds(60));
    }
}
