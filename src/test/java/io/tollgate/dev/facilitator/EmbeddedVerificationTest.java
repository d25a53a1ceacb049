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
                .flatMap(invalid -> Stream.of(Arguments.of(invalid, 1), Arguments.of(invalid, 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCorrectPaymentIsValidAndMovesNothing(int version) {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(version);

        FacilitatorReplies.Answer answer = builder.verify();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().toString())
                .isEqualTo("{\"isValid\":true,\"payer\":\"0x70997970C51812dc3A010C7d01b50e0d17dc79C8\"}");
        assertThat(builder.token.transferCount()).isZero();
    }

    @ParameterizedTest
    @MethodSource("invalidCalls")
    void everyDefectHasItsReason(InvalidCall invalid, int version) {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(version);
        invalid.apply(builder);

        FacilitatorReplies.Answer answer = builder.verify();

        assertThat(answer.json().path("isValid").booleanValue()).isFalse();
        assertThat(answer.json().path("invalidReason").textValue()).isEqualTo(invalid.reason(version));
        assertThat(answer.json().path("payer").textValue())
                .isEqualTo(builder.payer.address().toString());
    }

    @ParameterizedTest
    @MethodSource("invalidCalls")
    void theFirstDefectInTheOfficialOrderIsReported(InvalidCall first, int version) {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(version);
        List<InvalidCall> all = List.of(InvalidCall.values());
        List<InvalidCall> fromFirst = all.subList(first.ordinal(), all.size());
        fromFirst.reversed().stream()
                .filter(one -> one != InvalidCall.USED_NONCE)
                .forEach(one -> one.apply(builder));
        if (fromFirst.contains(InvalidCall.USED_NONCE)) {
            InvalidCall.USED_NONCE.apply(builder);
        }

        FacilitatorReplies.Answer answer = builder.verify();

        assertThat(answer.json().path("invalidReason").textValue()).isEqualTo(first.reason(version));
        assertThat(answer.status()).isEqualTo(first.compareTo(InvalidCall.UNKNOWN_NETWORK) <= 0 ? 400 : 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aWiderWindowThanRequiredIsValid(int version) {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(version);
        builder.validAfter = 0;
        builder.validBefore += 3_600;

        assertThat(builder.verify().json().path("isValid").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sixSecondsAreEnoughToSettle(int version) {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(version);
        builder.validBefore = builder.clock.instant().getEpochSecond() + 6;

        assertThat(builder.verify().json().path("isValid").booleanValue()).isTrue();
    }
}
