package io.tollgate.walrus.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tollgate.MovableClock;
import io.tollgate.http.upstream.UpstreamRegistry;
import io.tollgate.http.upstream.Upstreams;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The retry matrix for storing: which publishers are called after which answer. */
class PublishStateTest {
    private static final String STORED =
            "{\"alreadyCertified\":{\"blobId\":\"M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk\",\"object\":\"0x1\",\"endEpoch\":9}}";

    private final MovableClock clock = new MovableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Upstreams publishers = new UpstreamRegistry(clock, meters)
            .add("publisher", List.of(URI.create("http://first"), URI.create("http://second")));
    private final List<String> calls = new ArrayList<>();
    private final Deque<PublisherAnswer> answers = new ArrayDeque<>();
    private final List<Long> pauses = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | '" + STORED + "'                                       | first",
                "429 | 'the publisher is receiving too many requests'          | first second",
                "429 | TOKEN_ALREADY_USED                                      | first first",
                "504 | EXPIRED_SIGNATURE                                       | first first",
                "504 | INSUFFICIENT_CONFIRMATIONS                              | first second",
                "504 | '<html>gateway timeout</html>'                          | first second",
                "500 | INTERNAL_ERROR                                          | first second",
                "502 | '<html>bad gateway</html>'                              | first second",
                "503 | BLOB_UNAVAILABLE                                        | first second",
                "408 | ''                                                      | first second",
                "302 | ''                                                      | first second",
                "404 | ''                                                      | first second",
                "200 | '<html>all is well</html>'                              | first second",
                "200 | '{\"error\":{\"failurePhase\":\"certify\"}}'            | first second",
                "401 | INVALID_SIGNATURE                                       | first second",
                "400 | INVALID_BLOB_PERSISTENCE                                | first",
                "400 | INVALID_TOKEN                                           | first",
                "400 | INVALID_SIZE                                            | first",
                "400 | 'Failed to deserialize query string: unknown field'     | first",
                "403 | SIZE_EXCEEDED                                           | first",
                "413 | 'Failed to buffer the request body'                     | first second",
                "413 | '<html>too large</html>'                                | first second",
                "451 | FORBIDDEN_BLOB                                          | first",
                "200 | '{\"markedInvalid\":{\"blobId\":\"x\"}}'                | first"
            })
    void eachAnswerDecidesWhichPublisherIsCalledNext(int status, String body, String order) {
        answers.add(answer(status, body));

        run(true);

        assertThat(calls).containsExactly(order.split(" "));
    }

    @Test
    void afterATimeoutTheNextPublisherIsCalled() {
        answers.add(new PublisherAnswer.Refused(0, "no answer", PublisherAnswer.Then.NEXT_PUBLISHER));

        run(false);

        assertThat(calls).containsExactly("first", "second");
    }

    @Test
    void publishingStopsAfterThreeRetries() {
        for (int i = 0; i < 9; i++) {
            answers.add(answer(500, "INTERNAL_ERROR"));
        }

        run(false);

        assertThat(calls).containsExactly("first", "second", "first", "second");
        assertThat(pauses).singleElement().satisfies(pause -> assertThat(pause).isBetween(250L, 500L));
    }

    @Test
    void busyAnswersUseNoAttemptUntilTheTimeout() {
        for (int i = 0; i < 1000; i++) {
            answers.add(answer(429, "too many requests"));
        }

        run(false);

        assertThat(calls).hasSizeBetween(20, 50);
        assertThat(pauses.stream().mapToLong(pause -> pause).sum())
                .isBetween(
                        Duration.ofSeconds(60).toMillis(),
                        Duration.ofSeconds(66).toMillis());
    }

    @Test
    void publishingStopsAfterTwoNewTokens() {
        for (int i = 0; i < 9; i++) {
            answers.add(answer(429, "TOKEN_ALREADY_USED"));
        }

        run(true);

        assertThat(calls).containsExactly("first", "first", "first");
    }

    @Test
    void withoutATokenIssuerThereIsNoRetry() {
        answers.add(answer(504, "EXPIRED_SIGNATURE"));

        run(false);

        assertThat(calls).containsExactly("first");
    }

    @Test
    void aBlobTooLargeForAllIsSentToEachPublisherOnce() {
        answers.add(answer(500, "INTERNAL_ERROR"));
        answers.add(answer(413, "<html>too large</html>"));
        answers.add(answer(413, "<html>too large</html>"));

        PublisherAnswer last = run(false);

        assertThat(calls).containsExactly("first", "second", "first");
        assertThat(last)
                .isInstanceOfSatisfying(
                        PublisherAnswer.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(413));
    }

    @Test
    void aPublisherThatRejectsTheTokenIsNotCalledAgain() {
        answers.add(answer(401, "INVALID_SIGNATURE"));
        answers.add(answer(500, "INTERNAL_ERROR"));

        run(true);

        assertThat(calls).containsExactly("first", "second", "second");
    }

    private PublisherAnswer run(boolean tokens) {
        Publication blob = new Publication(() -> new ByteArrayInputStream(new byte[3]), 3, 2, null, true);
        PublishState state = new PublishState(config(tokens), blob);
        while (state.isPending()) {
            try {
                state.chooseNext();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            calls.add(state.call().upstream().url().getHost());
            state.recordAnswer(answers.isEmpty() ? answer(200, STORED) : answers.remove());
        }
        return state.answer();
    }

    private PublishConfig config(boolean tokens) {
        Optional<PublisherTokenIssuer> issuer = tokens
                ? Optional.of(new PublisherTokenIssuer(
                        PublisherTokenSecret.parse("shared"),
                        Duration.ofMinutes(1),
                        Clock.systemUTC(),
                        new SecureRandom()))
                : Optional.empty();
        return new PublishConfig(
                publishers,
                new PublishRules(4, Duration.ofMinutes(1), Duration.ofDays(1)),
                issuer,
                new PublishMeters(meters),
                clock,
                RandomGenerator.of("L64X128MixRandom"),
                pause -> {
                    pauses.add(pause.toMillis());
                    clock.advance(pause);
                });
    }

    /** Wraps a reason code in the error envelope; sends anything else unchanged. */
    private static PublisherAnswer answer(int status, String body) {
        String sent = body != null && body.matches("[A-Z_]+")
                ? "{\"error\":{\"code\":" + status + ",\"details\":[{\"@type\":\"ErrorInfo\",\"reason\":\"" + body
                        + "\"}]}}"
                : String.valueOf(body);
        return PublisherAnswer.read(status, sent.getBytes(StandardCharsets.UTF_8));
    }
}
