package io.tollgate.dev.facilitator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollgate.dev.facilitator.Fault.Call;
import io.tollgate.dev.facilitator.Fault.Kind;
import io.tollgate.facilitator.client.FacilitatorAnswers;
import io.tollgate.facilitator.client.Settlement;
import io.tollgate.facilitator.client.Verification;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FacilitatorFaultsTest {
    private final FacilitatorCallBuilder builder = new FacilitatorCallBuilder(2);
    private final FacilitatorFaults faults = new FacilitatorFaults();
    private final FaultyFacilitator facilitator = new FaultyFacilitator(builder.facilitator, faults, builder.token);
    private final FacilitatorAnswers answers = new FacilitatorAnswers();

    private void addFault(Call call, Kind kind) {
        faults.add(new Fault(call, kind, 1, 1L, null, null));
    }

    private Settlement read(FacilitatorHttpResponse answer) {
        return answers.settlement(
                answer.status(), answer.body(), FacilitatorCallBuilder.NETWORK, FacilitatorCallBuilder.RICH.address());
    }

    /** Every kind of fault, how the gateway must interpret it, and the number of transfers. */
    @ParameterizedTest
    @CsvSource({
        "DELAY, Settled, 1",
        "HANG, Unknown, 0",
        "STATUS_500, Unknown, 0",
        "GARBAGE, Unknown, 0",
        "HTML, Unknown, 0",
        "SUCCESS_STRING, Unknown, 0",
        "NO_TRANSACTION, Unknown, 0",
        "OTHER_NETWORK, Unknown, 0",
        "REJECTED, Rejected, 0",
        "SETTLE_THEN_500, Unknown, 1",
        "SETTLE_THEN_HANG, Unknown, 1",
        "PENDING, Unknown, 1",
        "REDIRECT, Unknown, 0"
    })
    void aFaultOfSettleAppliesOnce(Kind kind, String outcome, int transfers) {
        addFault(Call.SETTLE, kind);

        FacilitatorHttpResponse faulty = facilitator.settle(builder.json());
        int moved = builder.token.transferCount();
        FacilitatorHttpResponse correct = facilitator.settle(builder.json());

        assertThat(read(faulty).getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(moved).isEqualTo(transfers);
        assertThat(read(correct)).isInstanceOf(Settlement.Settled.class);
        assertThat(builder.token.transferCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "DELAY, Valid",
        "HANG, Unavailable",
        "STATUS_500, Unavailable",
        "GARBAGE, Unavailable",
        "HTML, Unavailable",
        "SUCCESS_STRING, Unavailable",
        "REJECTED, Invalid",
        "REDIRECT, Unavailable"
    })
    void aFaultOfVerifyAppliesOnce(Kind kind, String outcome) {
        addFault(Call.VERIFY, kind);

        FacilitatorHttpResponse faulty = facilitator.verify(builder.json());
        FacilitatorHttpResponse correct = facilitator.verify(builder.json());

        assertThat(answers.verification(faulty.status(), faulty.body())
                        .getClass()
                        .getSimpleName())
                .isEqualTo(outcome);
        assertThat(answers.verification(correct.status(), correct.body())).isInstanceOf(Verification.Valid.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_TRANSACTION", "OTHER_NETWORK", "SETTLE_THEN_500", "SETTLE_THEN_HANG", "PENDING"})
    void aFaultOfSettleCannotBeOneOfVerify(Kind kind) {
        assertThatIllegalArgumentException().isThrownBy(() -> addFault(Call.VERIFY, kind));
        assertThatIllegalArgumentException().isThrownBy(() -> addFault(Call.SUPPORTED, kind));
    }

    @Test
    void aPendingSettlementHasItsTransaction() throws Exception {
        addFault(Call.SETTLE, Kind.PENDING);

        FacilitatorHttpResponse pending = facilitator.settle(builder.json());
        JsonNode later =
                new JsonMapper().readTree(facilitator.settle(builder.json()).body());

        JsonNode json = new JsonMapper().readTree(pending.body());
        assertThat(pending.status()).isEqualTo(500);
        assertThat(json.path("errorReason").textValue()).isEqualTo("settlement_pending");
        assertThat(json.path("transaction")).isEqualTo(later.path("transaction"));
    }

    @Test
    void faultsApplyInOrderToTheirOwnCall() {
        faults.add(new Fault(Call.SETTLE, Kind.STATUS_500, 1, null, null, null));
        faults.add(new Fault(Call.VERIFY, Kind.REDIRECT, 1, null, null, "http://127.0.0.1:9/"));
        faults.add(new Fault(Call.SETTLE, Kind.HTML, 1, null, null, null));

        assertThat(facilitator.verify(builder.json()).location()).hasValue("http://127.0.0.1:9/");
        assertThat(facilitator.settle(builder.json()).status()).isEqualTo(500);
        assertThat(facilitator.settle(builder.json()).contentType()).isEqualTo("text/html");
        assertThat(faults.list()).isEmpty();
    }

    @Test
    void theNumberOfTimesCountsDown() {
        faults.add(new Fault(Call.SUPPORTED, Kind.STATUS_500, 2, null, null, null));

        assertThat(facilitator.supported().status()).isEqualTo(500);
        assertThat(faults.list()).singleElement().extracting(Fault::times).isEqualTo(1);
        assertThat(facilitator.supported().status()).isEqualTo(500);
        assertThat(facilitator.supported().status()).isEqualTo(200);
    }

    @Test
    void withoutTimesAFaultStaysUntilItIsCleared() {
        faults.add(new Fault(Call.SUPPORTED, Kind.STATUS_500, null, null, null, null));

        for (int call = 0; call < 5; call++) {
            assertThat(facilitator.supported().status()).isEqualTo(500);
        }
        faults.clear();
        assertThat(facilitator.supported().status()).isEqualTo(200);
    }

    @Test
    void closingEndsHangingCalls() throws Exception {
        faults.add(new Fault(Call.SETTLE, Kind.HANG, 1, 600_000L, null, null));
        CompletableFuture<FacilitatorHttpResponse> hanging =
                CompletableFuture.supplyAsync(() -> facilitator.settle(builder.json()));
        Awaitility.await().until(() -> faults.list().isEmpty());

        faults.close();

        assertThat(hanging.get(30, TimeUnit.SECONDS).status()).isEqualTo(500);
        assertThat(builder.token.transferCount()).isZero();
    }
}
