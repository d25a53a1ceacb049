package io.tollgate.walrus.publish;

import io.tollgate.http.upstream.Sleeper;
import io.tollgate.http.upstream.Upstreams;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What all uploads of a gateway to Walrus have in common.
 *
 * @param publishers best first
 * @param tokenIssuer empty when publishers ask for no tokens
 * @param sleeper {@code Thread::sleep} but in tests
 */
public record PublishConfig(
        Upstreams publishers,
        PublishRules rules,
        Optional<PublisherTokenIssuer> tokenIssuer,
        PublishMeters meters,
        Clock clock,
        RandomGenerator random,
        Sleeper sleeper) {
    Instant now() {
        return clock.instant();
    }
}
