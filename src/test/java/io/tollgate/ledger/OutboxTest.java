package io.tollgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollgate.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages about sales leave at least once, after the settlement, and never block one another. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OutboxTest {
    private final LedgerFixture fixture;
    private final Outbox outbox;

    OutboxTest(TestDatabase kind) {
        fixture = new LedgerFixture(kind);
        outbox = new Outbox(fixture.database, fixture.clock);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private OutboxEvent taken() {
        return outbox.take(10).getFirst();
    }

    @Test
    void aSaleIsToldOfOnceItIsSettledAndNotBefore() throws Exception {
        PresentedPayment payment = Payments.v2(1, "quote-1");
        Claim claim = fixture.settling(payment);
        assertThat(outbox.take(10)).isEmpty();

        Entitlement sold = fixture.ledger.recordSettlement(claim, Payments.TRANSACTION);

        OutboxEvent event = taken();
        JsonNode told = new JsonMapper().readTree(event.payload());
        assertThat(event.kind()).isEqualTo("sale-settled");
        assertThat(told.path("id").asText()).isEqualTo(event.id()).matches("evt_[A-Za-z0-9_-]{22}");
        assertThat(told.path("type").asText()).isEqualTo("sale-settled");
        assertThat(told.path("time").asText()).isEqualTo(fixture.clock.instant().toString());
        assertThat(told.path("paymentId").asText()).isEqualTo(payment.key().id());
        assertThat(told.path("receiptId").asText())
                .isEqualTo(sold.sale().orElseThrow().receiptId());
        assertThat(told.path("itemId").asText()).isEqualTo("item_a");
        assertThat(told.path("blobId").isNull()).isTrue();
        assertThat(told.path("payer").asText()).isEqualTo(Payments.PAYER.toString());
        assertThat(told.path("payTo").asText()).isEqualTo(Payments.PAY_TO.toString());
        assertThat(told.path("amount").asText()).isEqualTo("10000");
        assertThat(told.path("asset").asText()).isEqualTo(Payments.ASSET.toString());
        assertThat(told.path("network").asText()).isEqualTo("eip155:84532");
        assertThat(told.path("transaction").asText()).isEqualTo(Payments.TRANSACTION.hex());
        assertThat(event.toString()).doesNotContain(Payments.PAYER.toString());
    }

    @Test
    void aMessageIsTakenByOneInstanceAtATime() {
        fixture.sold(Payments.v1(1));

        assertThat(outbox.take(10)).hasSize(1);
        assertThat(new Outbox(fixture.database, fixture.clock).take(10)).isEmpty();
    }

    @Test
    void aMessageThatGotThroughIsNotSentAgain() {
        fixture.sold(Payments.v1(1));

        outbox.delivered(taken());
        fixture.clock.advance(Duration.ofDays(1));

        assertThat(outbox.take(10)).isEmpty();
        assertThat(outbox.waiting()).isEqualTo(new Outbox.Waiting(0, 0));
    }

    @Test
    void aMessageWhoseSenderDiedIsSentAgain() {
        fixture.sold(Payments.v1(1));
        OutboxEvent first = taken();

        fixture.clock.advance(Duration.ofMinutes(5));

        OutboxEvent second = taken();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.attempts()).isEqualTo(2);
    }

    @Test
    void aSenderWhoComesBackLateChangesNothingUnlessItGotThrough() {
        fixture.sold(Payments.v1(1));
        OutboxEvent slow = taken();
        fixture.clock.advance(Duration.ofMinutes(5));
        taken();

        outbox.failed(slow, "connection refused");
        assertThat(outbox.take(10)).isEmpty();

        outbox.delivered(slow);
        fixture.clock.advance(Duration.ofDays(1));
        assertThat(outbox.take(10)).isEmpty();
    }

    @Test
    void aMessageThatFailsIsTriedAgainWithGrowingPausesAndThenPutAside() {
        fixture.sold(Payments.v1(1));
        Duration waited = Duration.ZERO;
        OutboxEvent event = taken();

        while (!outbox.failed(event, "connection refused")) {
            Duration pause = pauseAfter(event.attempts());
            fixture.clock.advance(pause.minusMillis(1));
            assertThat(outbox.take(1)).isEmpty();
            fixture.clock.advance(Duration.ofMillis(1));
            waited = waited.plus(pause);
            event = taken();
        }

        assertThat(event.attempts()).isEqualTo(20);
        assertThat(waited).isBetween(Duration.ofHours(8), Duration.ofHours(14));
        assertThat(outbox.waiting()).isEqualTo(new Outbox.Waiting(0, 1));
        fixture.clock.advance(Duration.ofDays(1));
        assertThat(outbox.take(10)).isEmpty();
    }

    private static Duration pauseAfter(int attempts) {
        long seconds = 5L << Math.min(attempts - 1, 20);
        return Duration.ofSeconds(Math.min(seconds, 3600));
    }

    @Test
    void whatWasPutAsideCanBeTriedAgain() {
        fixture.sold(Payments.v1(1));
        fixture.database.statement(handle -> handle.execute("update outbox set attempts = 19"));
        outbox.failed(taken(), "connection refused");

        assertThat(outbox.revive()).isEqualTo(1);

        assertThat(taken().attempts()).isEqualTo(1);
    }

    @Test
    void aMessageThatFailsHoldsUpNoOther() {
        fixture.sold(Payments.v1(1));
        outbox.failed(taken(), "connection refused");

        fixture.sold(Payments.v1(2));

        assertThat(outbox.take(10)).hasSize(1);
    }
}
