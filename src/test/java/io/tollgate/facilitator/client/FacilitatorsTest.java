package io.tollgate.facilitator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tollgate.MovableClock;
import io.tollgate.http.upstream.Upstream;
import io.tollgate.http.upstream.UpstreamRegistry;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FacilitatorsTest {
    private static final Networks NETWORKS = new Networks();
    private static final Network SEPOLIA = NETWORKS.find("base-sepolia").orElseThrow();
    private static final Network BASE = NETWORKS.find("base").orElseThrow();

    private final MovableClock clock = new MovableClock();
    private final Facilitators facilitators = new Facilitators(
            new UpstreamRegistry(clock, new SimpleMeterRegistry())
                    .add(
                            "facilitator",
                            List.of(
                                    URI.create("https://a.example"),
                                    URI.create("https://b.example"),
                                    URI.create("https://c.example"))),
            clock);
    private final Upstream a = facilitators.all().get(0);
    private final Upstream b = facilitators.all().get(1);
    private final Upstream c = facilitators.all().get(2);

    private static SupportedKinds of(int version, Network network) {
        return new SupportedKinds(Set.of(new SupportedKinds.Kind(version, network.chain())));
    }

    @Test
    void whileNobodyHasSpokenAllAreCandidatesInOrder() {
        assertThat(facilitators.candidates(2, BASE)).containsExactly(a, b, c);
        assertThat(facilitators.unserved(List.of(BASE))).isEmpty();
        assertThat(facilitators.wireVersion(1, BASE)).isEqualTo(1);
    }

    @Test
    void whoSaysYesComesBeforeWhoSaysNothingAndWhoSaysNoDoesNotCome() {
        facilitators.told(a, of(2, SEPOLIA));
        facilitators.told(c, of(2, BASE));

        assertThat(facilitators.candidates(2, BASE)).containsExactly(c, b);
        assertThat(facilitators.candidates(1, BASE)).containsExactly(b);
    }

    @Test
    void aNetworkIsUnservedOnlyOnceAllHaveSpoken() {
        facilitators.told(a, of(2, SEPOLIA));
        facilitators.told(b, of(1, SEPOLIA));
        assertThat(facilitators.unserved(List.of(SEPOLIA, BASE))).isEmpty();

        facilitators.told(c, new SupportedKinds(Set.of()));

        assertThat(facilitators.unserved(List.of(SEPOLIA, BASE))).containsExactly(BASE);
    }

    @Test
    void theOtherVersionIsSpokenWithWhoeverKnowsNoOther() {
        facilitators.told(b, of(2, BASE));
        assertThat(facilitators.wireVersion(1, BASE)).isEqualTo(2);
        assertThat(facilitators.wireVersion(2, BASE)).isEqualTo(2);
        assertThat(facilitators.wireVersion(1, SEPOLIA)).isEqualTo(1);

        facilitators.told(c, of(1, BASE));

        assertThat(facilitators.wireVersion(1, BASE)).isEqualTo(1);
    }

    @Test
    void whoHasSpokenIsAskedAgainAfterTenMinutes() {
        facilitators.told(a, of(2, BASE));
        assertThat(facilitators.due()).containsExactly(b, c);

        clock.advance(Duration.ofMinutes(10).plusSeconds(1));

        assertThat(facilitators.due()).containsExactly(a, b, c);
        assertThat(facilitators.support(a)).contains(of(2, BASE));
    }
}
