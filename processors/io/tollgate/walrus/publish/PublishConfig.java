package io.tollgate.walrus.publish;

import io.tollgate.http.upstream.Sleeper;
import io.tollgate.http.upstream.Upstreams;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The configuration that all uploads of a gateway to Walrus share.
 *
 * @param publishers best first
 * @param tokenIssuer empty when the publishers require no tokens
 * @param sleeper {@code Thread::sleep} except in tests
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
