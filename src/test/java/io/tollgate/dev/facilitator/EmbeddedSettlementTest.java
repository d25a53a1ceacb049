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
                .flatMap(mistake -> Stream.of(Arguments.of(mistake, 1), Arguments.of(mistake, 2)));
    }

    private static void assertBalances(FacilitatorCallBuilder draft, long paid) {
        assertThat(draft.token.balanceOf(FacilitatorCallBuilder.RICH.address()).units())
                .isEqualTo(INITIAL_BALANCE - paid);
        assertThat(draft.token.balanceOf(FacilitatorCallBuilder.SELLER).units()).isEqualTo(INITIAL_BALANCE + paid);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSettlementMovesTheMoney(int version) {
        FacilitatorCallBuilder draft = new FacilitatorCallBuilder(version);

        FacilitatorReplies.Answer answer = draft.settle();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("success").booleanValue()).isTrue();
        assertThat(answer.json().path("transaction").textValue()).matches("0x[0-9a-f]{64}");
        assertThat(answer.json().path("network").textValue()).isEqualTo(draft.network);
        assertThat(answer.json().path("payer").textValue())
                .isEqualTo(FacilitatorCallBuilder.RICH.address().toString());
        assertBalances(draft, 10_000);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void anInvalidPaymentMovesNothingAndIsReported(InvalidCall mistake, int version) {
        FacilitatorCallBuilder draft = new FacilitatorCallBuilder(version);
        mistake.apply(draft);
        int before = draft.token.transferCount();

        FacilitatorReplies.Answer answer = draft.settle();

        assertThat(answer.json().path("success").booleanValue()).isFalse();
        assertThat(answer.json().path("errorReason").textValue()).isEqualTo(mistake.reason(version));
        assertThat(answer.json().path("transaction").textValue()).isEmpty();
        assertThat(answer.json().path("network").textValue()).isEqualTo(draft.requiredNetwork);
        assertThat(answer.json().path("payer").textValue())
                .isEqualTo(draft.payer.address().toString());
        assertThat(draft.token.transferCount()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theSameAuthorizationGetsTheSameAnswerEvenAfterItsWindow(int version) {
        FacilitatorCallBuilder draft = new FacilitatorCallBuilder(version);
        FacilitatorReplies.Answer first = draft.settle();
        draft.clock.advance(Duration.ofDays(1));

        FacilitatorReplies.Answer again = draft.settle();

        assertThat(again).isEqualTo(first);
        assertThat(draft.token.transferCount()).isEqualTo(1);
        assertBalances(draft, 10_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSettledPaymentIsStillCheckedAgainstTheTerms(int version) {
        FacilitatorCallBuilder draft = new FacilitatorCallBuilder(version);
        draft.settle();
        ObjectNode otherTerms = draft.json();
        ((ObjectNode) otherTerms.path("paymentRequirements"))
                .put("payTo", FacilitatorCallBuilder.RICH.address().toString());

        JsonNode answer = draft.facilitator.settle(otherTerms).json();

        assertThat(answer.path("errorReason").textValue()).isEqualTo(InvalidCall.OTHER_RECIPIENT.reason(version));
        assertThat(answer.path("transaction").textValue()).isEmpty();
    }

    @Test
    void anotherAuthorizationWithTheSameNonceIsNotTheSamePayment() {
        FacilitatorCallBuilder draft = new FacilitatorCallBuilder(2);
        draft.settle();
        draft.validBefore += 1;

        JsonNode answer = draft.settle().json();

        assertThat(answer.path("errorReason").textValue()).isEqualTo(InvalidCall.USED_NONCE.reason(2));
        assertThat(draft.token.transferCount()).isEqualTo(1);
    }

    @Test
    void fiftyConcurrentSettlementsTransferOnce() throws Exception {
        FacilitatorCallBuilder draft = new FacilitatorCallBuilder(2);
        ObjectNode call = draft.json();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<FacilitatorReplies.Answer>> answers = new ArrayList<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int index = 0; index < 50; index++) {
                answers.add(workers.submit(() -> {
                    start.await();
                    return draft.facilitator.settle(call);
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
        assertThat(draft.token.transferCount()).isEqualTo(1);
        assertBalances(draft, 10_000);
    }
}
