package io.tollgate.dev.facilitator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.facilitator.server.FacilitatorReplies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedSettlementTest {
    private static final long INITIAL_BALANCE = 1_000_000_000;

    static Stream<Arguments> invalidCalls() {
        return Arrays.stream(InvalidCall.values())
                .flatMap(invalid -> Stream.of(Arguments.of(invalid, 1), Arguments.of(invalid, 2)));
    }

    private static void assertBalances(FacilitatorCallBuilder builder, long paid) {
        assertThat(builder.token
                        .balanceOf(FacilitatorCallBuilder.RICH.address())
                        .units())
                .isEqualTo(INITIAL_BALANCE - paid);
        assertThat(builder.token.balanceOf(FacilitatorCallBuilder.SELLER).units())
                .isEqualTo(INITIAL_BALANCE + paid);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSettlementMovesTheMoney(int version) {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(version);

        FacilitatorReplies.Answer answer = builder.settle();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("success").booleanValue()).isTrue();
        assertThat(answer.json().path("transaction").textValue()).matches("0x[0-9a-f]{64}");
        assertThat(answer.json().path("network").textValue()).isEqualTo(builder.network);
        assertThat(answer.json().path("payer").textValue())
                .isEqualTo(FacilitatorCallBuilder.RICH.address().toString());
        assertBalances(builder, 10_000);
    }

    @ParameterizedTest
    @MethodSource("invalidCalls")
    void anInvalidPaymentMovesNothingAndIsReported(InvalidCall invalid, int version) {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(version);
        invalid.apply(builder);
        int before = builder.token.transferCount();

        FacilitatorReplies.Answer answer = builder.settle();

        assertThat(answer.json().path("success").booleanValue()).isFalse();
        assertThat(answer.json().path("errorReason").textValue()).isEqualTo(invalid.reason(version));
        assertThat(answer.json().path("transaction").textValue()).isEmpty();
        assertThat(answer.json().path("network").textValue()).isEqualTo(builder.requiredNetwork);
        assertThat(answer.json().path("payer").textValue())
                .isEqualTo(builder.payer.address().toString());
        assertThat(builder.token.transferCount()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theSameAuthorizationGetsTheSameAnswerEvenAfterItsWindow(int version) {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(version);
        FacilitatorReplies.Answer first = builder.settle();
        builder.clock.advance(Duration.ofDays(1));

        FacilitatorReplies.Answer again = builder.settle();

        assertThat(again).isEqualTo(first);
        assertThat(builder.token.transferCount()).isEqualTo(1);
        assertBalances(builder, 10_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSettledPaymentIsStillCheckedAgainstTheTerms(int version) {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(version);
        builder.settle();
        ObjectNode otherTerms = builder.json();
        ((ObjectNode) otherTerms.path("paymentRequirements"))
                .put("payTo", FacilitatorCallBuilder.RICH.address().toString());

        JsonNode answer = builder.facilitator.settle(otherTerms).json();

        assertThat(answer.path("errorReason").textValue()).isEqualTo(InvalidCall.OTHER_RECIPIENT.reason(version));
        assertThat(answer.path("transaction").textValue()).isEmpty();
    }

    @Test
    void anotherAuthorizationWithTheSameNonceIsNotTheSamePayment() {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(2);
        builder.settle();
        builder.validBefore += 1;

        JsonNode answer = builder.settle().json();

        assertThat(answer.path("errorReason").textValue()).isEqualTo(InvalidCall.USED_NONCE.reason(2));
        assertThat(builder.token.transferCount()).isEqualTo(1);
    }

    @Test
    void fiftyConcurrentSettlementsTransferOnce() throws Exception {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(2);
        ObjectNode call = builder.json();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<FacilitatorReplies.Answer>> answers = new ArrayList<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int index = 0; index < 50; index++) {
                answers.add(workers.submit(() -> {
                    start.await();
                    return builder.facilitator.settle(call);
                }));
            }
            start.countDown();
        }

        Set<FacilitatorReplies.Answer> different = new HashSet<>();
        for (Future<FacilitatorReplies.Answer> answer : answers) {
            different.add(answer.get());
        }

        assertThat(different)
                .singleElement()
                .satisfies(answer ->
                        assertThat(answer.json().path("success").booleanValue()).isTrue());
        assertThat(builder.token.transferCount()).isEqualTo(1);
        assertBalances(builder, 10_000);
    }
}
