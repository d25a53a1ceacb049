package io.tollgate.sale.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.ledger.Payments;
import io.tollgate.x402.chain.AuthorizationUse;
import io.tollgate.x402.chain.Head;
import io.tollgate.x402.money.UnixTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chain's word about an authorization means for the payment it came with (attacks R18, R43). */
class ChainEvidenceTest {
    private static final long CLAIMED = 1_772_366_400;
    private static final long VALID_BEFORE = CLAIMED + 300;

    private static Head at(long seconds) {
        return new Head(100, new UnixTime(java.math.BigInteger.valueOf(seconds)));
    }

    private static ChainFinding judge(AuthorizationUse use) {
        return ChainEvidence.judge(
                use, Instant.ofEpochSecond(CLAIMED, 999_000_000), UnixTime.of(Instant.ofEpochSecond(VALID_BEFORE)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 60, 10_000, -1, -5})
    void aTransferAfterTheClaimIsOurs(long after) {
        assertThat(judge(new AuthorizationUse.Paid(Payments.TRANSACTION, at(CLAIMED + after), at(CLAIMED + 20_000))))
                .isEqualTo(new ChainFinding.Moved(Payments.TRANSACTION));
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 60, 100_000})
    void aTransferBeforeTheClaimPaidForSomethingElse(long before) {
        assertThat(judge(new AuthorizationUse.Paid(Payments.TRANSACTION, at(CLAIMED - before), at(CLAIMED + 10))))
                .isEqualTo(new ChainFinding.NeverMoves("payment_already_used"));
    }

    @Test
    void aUseWithoutTheTransferPaidForSomethingElse() {
        assertThat(judge(new AuthorizationUse.UsedOtherwise(at(CLAIMED + 10))))
                .isEqualTo(new ChainFinding.NeverMoves("payment_already_used"));
    }

    @Test
    void whatThePayerTookBackNeverMoves() {
        assertThat(judge(new AuthorizationUse.Canceled(Payments.TRANSACTION, at(CLAIMED + 10))))
                .isEqualTo(new ChainFinding.NeverMoves("authorization_canceled"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-290, 0, 1, 60})
    void anUnusedAuthorisationIsOpenUntilTheChainIsPastItsEnd(long afterTheEnd) {
        assertThat(judge(new AuthorizationUse.Unused(at(VALID_BEFORE + afterTheEnd))))
                .isEqualTo(new ChainFinding.Open());
    }

    @Test
    void anUnusedAuthorisationIsOverOnceTheChainIsPastItsEnd() {
        assertThat(judge(new AuthorizationUse.Unused(at(VALID_BEFORE + 61))))
                .isEqualTo(new ChainFinding.NeverMoves("authorization_expired"));
    }

    @Test
    void anAuthorisationForEverIsNeverOver() {
        assertThat(ChainEvidence.judge(
                        new AuthorizationUse.Unused(at(VALID_BEFORE)),
                        Instant.ofEpochSecond(CLAIMED),
                        UnixTime.parse(
                                "115792089237316195423570985008687907853269984665640564039457584007913129639935")))
                .isEqualTo(new ChainFinding.Open());
    }
}
