package io.tollgate.http.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tollgate.MovableClock;
import io.tollgate.http.upstream.UpstreamHealth.State;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpstreamsTest {
    private static final URI FIRST = URI.create("https://one.example/x");
    private static final URI SECOND = URI.create("https://two.example");

    private final MovableClock clock = new MovableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final UpstreamRegistry registry = new UpstreamRegistry(clock, meters);
    private final Upstreams upstreams = registry.add("facilitator", List.of(FIRST, SECOND, FIRST));

    @Test
    void eachUpstreamIsOfferedOnceInOrder() {
        Failover tour = upstreams.failover();

        assertThat(tour.next().orElseThrow().upstream().url()).isEqualTo(FIRST);
        assertThat(tour.next().orElseThrow().upstream().url()).isEqualTo(SECOND);
        assertThat(tour.next()).isEmpty();
    }

    @Test
    void aFailoverMayUseSomeUpstreamsInAnotherOrder() {
        Failover tour = Failover.inOrder(List.of(upstreams.all().get(1)));

        assertThat(tour.next().orElseThrow().upstream().url()).isEqualTo(SECOND);
        assertThat(tour.next()).isEmpty();
    }

    @Test
    void whenAllBreakersAreOpenTheFirstIsOfferedAnyway() {
        failFirst(5);
        Upstream second = upstreams.all().get(1);
        for (int i = 0; i < 5; i++) {
            second.tryCall().orElseThrow().reportFailure("HTTP 500");
        }

        Failover tour = upstreams.failover();

        assertThat(tour.next().orElseThrow().upstream().url()).isEqualTo(FIRST);
        assertThat(tour.next()).isEmpty();
    }

    @Test
    void anUpstreamThatFailedFiveTimesIsSkipped() {
        failFirst(4);
        assertThat(first().health().state()).isEqualTo(State.CLOSED);

        failFirst(1);

        assertThat(first().health().state()).isEqualTo(State.OPEN);
        assertThat(first().tryCall()).isEmpty();
        assertThat(upstreams.failover().next().orElseThrow().upstream().url()).isEqualTo(SECOND);
    }

    @Test
    void afterItsPauseTwoSuccessfulCallsCloseTheBreaker() {
        failFirst(5);
        clock.advance(CircuitBreakerPolicy.DEFAULT.pause().plusMillis(1));
        UpstreamCall trial = first().tryCall().orElseThrow();
        UpstreamCall another = first().tryCall().orElseThrow();

        assertThat(first().health().state()).isEqualTo(State.HALF_OPEN);
        assertThat(first().tryCall()).as("a third while two find out").isEmpty();

        trial.reportSuccess();
        another.reportSuccess();

        assertThat(first().health().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void afterItsPauseFailedCallsOpenTheBreakerAgain() {
        failFirst(5);
        clock.advance(CircuitBreakerPolicy.DEFAULT.pause().plusMillis(1));

        failFirst(2);

        assertThat(first().health().state()).isEqualTo(State.OPEN);
    }

    @Test
    void aTrialCallThatIsClosedWithoutAReportIsPermittedAgain() {
        failFirst(5);
        clock.advance(CircuitBreakerPolicy.DEFAULT.pause().plusMillis(1));
        first().tryCall().orElseThrow().close();
        first().tryCall().orElseThrow().close();

        assertThat(first().tryCall()).isPresent();
    }

    @Test
    void onlyTheFirstReportOfACallCounts() {
        for (int i = 0; i < 20; i++) {
            UpstreamCall call = first().tryCall().orElseThrow();
            call.reportSuccess();
            call.reportFailure("late");
            call.close();
        }

        assertThat(first().health().state()).isEqualTo(State.CLOSED);
        assertThat(first().health().lastFailure()).isEmpty();
    }

    @Test
    void healthRemembersTheLastFailureAndTheLastSuccess() {
        UpstreamCall call = first().tryCall().orElseThrow();
        call.reportFailure("HTTP 503\r\nSet-Cookie: x\u00e9" + "y".repeat(500));
        clock.advance(Duration.ofSeconds(3));
        first().tryCall().orElseThrow().reportSuccess();

        UpstreamHealth health = first().health();

        assertThat(health.lastFailure().orElseThrow())
                .startsWith("HTTP 503 Set-Cookie: x y")
                .hasSize(200)
                .matches("[ -~]*");
        assertThat(health.lastFailureAt()).contains(clock.instant().minusSeconds(3));
        assertThat(health.lastSuccessAt()).contains(clock.instant());
    }

    @Test
    void aUrlThatIsNotConfiguredIsNotFound() {
        assertThat(upstreams.find(SECOND)).isPresent();
        assertThat(upstreams.find(URI.create("https://two.example/evil"))).isEmpty();
    }

    @Test
    void theRegistryListsEveryKindAndNotifiesListeners() {
        List<String> heard = new ArrayList<>();
        registry.addListener(kind -> heard.add(kind.kind()));

        registry.add("aggregator", List.of(SECOND));

        assertThat(heard).containsExactly("facilitator", "aggregator");
        assertThat(registry.all()).extracting(Upstream::url).containsExactly(FIRST, SECOND, SECOND);
        assertThatThrownBy(() -> registry.add("aggregator", List.of(FIRST))).hasMessageContaining("added before");
        assertThatThrownBy(() -> registry.add("publisher", List.of())).hasMessageContaining("at least one");
    }

    @Test
    void stateAndCallsAreMeasured() {
        UpstreamCall call = first().tryCall().orElseThrow();
        clock.advance(Duration.ofMillis(250));
        call.reportSuccess();
        failFirst(4);

        assertThat(meters.get("tollgate.upstream.state")
                        .tag("url", FIRST.toString())
                        .gauge()
                        .value())
                .isEqualTo(2);
        assertThat(meters.get("tollgate.upstream.calls")
                        .tag("outcome", "failed")
                        .timer()
                        .count())
                .isEqualTo(4);
        assertThat(meters.get("tollgate.upstream.calls")
                        .tag("outcome", "answered")
                        .timer()
                        .max(java.util.concurrent.TimeUnit.MILLISECONDS))
                .isEqualTo(250);
    }

    private Upstream first() {
        return upstreams.all().get(0);
    }

    private void failFirst(int times) {
        for (int i = 0; i < times; i++) {
            first().tryCall().orElseThrow().reportFailure("HTTP 500");
        }
    }
}
