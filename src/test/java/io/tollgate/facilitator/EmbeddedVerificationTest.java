package io.tollgate.facilitator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedVerificationTest {
    static Stream<Arguments> mistakes() {
        return Arrays.stream(Mistake.values())
                .flatMap(mistake -> Stream.of(Arguments.of(mistake, 1), Arguments.of(mistake, 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anHonestPaymentIsValidAndMovesNothing(int version) {
        Draft draft = new Draft(version);

        FacilitatorReplies.Answer answer = draft.verify();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().toString())
                .isEqualTo("{\"isValid\":true,\"payer\":\"0x70997970C51812dc3A010C7d01b50e0d17dc79C8\"}");
        assertThat(draft.token.transferCount()).isZero();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyMistakeHasItsName(Mistake mistake, int version) {
        Draft draft = new Draft(version);
        mistake.make(draft);

        FacilitatorReplies.Answer answer = draft.verify();

        assertThat(answer.json().path("isValid").booleanValue()).isFalse();
        assertThat(answer.json().path("invalidReason").textValue()).isEqualTo(mistake.name(version));
        assertThat(answer.json().path("payer").textValue())
                .isEqualTo(draft.payer.address().toString());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void ofManyMistakesTheOfficiallyFirstIsNamed(Mistake first, int version) {
        Draft draft = new Draft(version);
        List<Mistake> all = List.of(Mistake.values());
        List<Mistake> fromFirst = all.subList(first.ordinal(), all.size());
        fromFirst.reversed().stream().filter(one -> one != Mistake.USED_NONCE).forEach(one -> one.make(draft));
        if (fromFirst.contains(Mistake.USED_NONCE)) {
            Mistake.USED_NONCE.make(draft);
        }

        FacilitatorReplies.Answer answer = draft.verify();

        assertThat(answer.json().path("invalidReason").textValue()).isEqualTo(first.name(version));
        assertThat(answer.status()).isEqualTo(first.compareTo(Mistake.UNKNOWN_NETWORK) <= 0 ? 400 : 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aWindowWiderThanAskedForIsFine(int version) {
        Draft draft = new Draft(version);
        draft.validAfter = 0;
        draft.validBefore += 3_600;

        assertThat(draft.verify().json().path("isValid").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sixSecondsAreEnoughToSettle(int version) {
        Draft draft = new Draft(version);
        draft.validBefore = draft.clock.instant().getEpochSecond() + 6;

        assertThat(draft.verify().json().path("isValid").booleanValue()).isTrue();
    }
}
