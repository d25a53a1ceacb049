package io.tollgate.dev.facilitator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.facilitator.server.FacilitatorReplies;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedVerificationTest {
    static Stream<Arguments> invalidCalls() {
        return Arrays.stream(InvalidCall.values())
                .flatMap(mistake -> Stream.of(Arguments.of(mistake, 1), Arguments.of(mistake, 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCorrectPaymentIsValidAndMovesNothing(int version) {
        FacilitatorCallBuilder draft = new FacilitatorCallBuilder(version);

        FacilitatorReplies.Answer answer = draft.verify();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().toString())
                .isEqualTo("{\"isValid\":true,\"payer\":\"0x70997970C51812dc3A010C7d01b50e0d17dc79C8\"}");
        assertThat(draft.token.transferCount()).isZero();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyDefectHasItsReason(InvalidCall mistake, int version) {
        FacilitatorCallBuilder draft = new FacilitatorCallBuilder(version);
        mistake.apply(draft);

        FacilitatorReplies.Answer answer = draft.verify();

        assertThat(answer.json().path("isValid").booleanValue()).isFalse();
        assertThat(answer.json().path("invalidReason").textValue()).isEqualTo(mistake.reason(version));
        assertThat(answer.json().path("payer").textValue())
                .isEqualTo(draft.payer.address().toString());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theFirstDefectInTheOfficialOrderIsReported(InvalidCall first, int version) {
        FacilitatorCallBuilder draft = new FacilitatorCallBuilder(version);
        List<InvalidCall> all = List.of(InvalidCall.values());
        List<InvalidCall> fromFirst = all.subList(first.ordinal(), all.size());
        fromFirst.reversed().stream()
                .filter(one -> one != InvalidCall.USED_NONCE)
                .forEach(one -> one.apply(draft));
        if (fromFirst.contains(InvalidCall.USED_NONCE)) {
            InvalidCall.USED_NONCE.apply(draft);
        }

        FacilitatorReplies.Answer answer = draft.verify();

        assertThat(answer.json().path("invalidReason").textValue()).isEqualTo(first.reason(version));
        assertThat(answer.status()).isEqualTo(first.compareTo(InvalidCall.UNKNOWN_NETWORK) <= 0 ? 400 : 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aWiderWindowThanRequiredIsValid(int version) {
        FacilitatorCallBuilder draft = new FacilitatorCallBuilder(version);
        draft.validAfter = 0;
        draft.validBefore += 3_600;

        assertThat(draft.verify().json().path("isValid").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sixSecondsAreEnoughToSettle(int version) {
        FacilitatorCallBuilder draft = new FacilitatorCallBuilder(version);
        draft.validBefore = draft.clock.instant().getEpochSecond() + 6;

        assertThat(draft.verify().json().path("isValid").booleanValue()).isTrue();
    }
}
