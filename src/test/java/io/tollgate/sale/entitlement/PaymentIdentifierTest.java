package io.tollgate.sale.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.MovableClock;
import io.tollgate.TestDatabase;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.database.Database;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.signin.UsedNonces;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that a client gives its payment pays once, whatever the client signs under it later. */
class PaymentIdentifierTest {
    private static final byte[] CONTENT = "named once, paid once".getBytes(StandardCharsets.UTF_8);
    private static final String NAME = "pay_7d5d747be160e280504c099d984bcfe0";

    private static TestGateway gateway;
    private static TestGateway.Sold sold;
    private static TestGateway.Sold other;
    private TestPayer testPayer;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        sold = gateway.upload(CONTENT, TestGateway.PRICE);
        other = gateway.upload("another file".getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void aBuyer() {
        testPayer = new TestPayer(gateway.buyer());
    }

    private static String named(TestPayer buyer, TestGateway.Sold item, String name) {
        HttpResponse<byte[]> challenge = gateway.get(item.downloadUrl());
        ObjectNode payment = buyer.v2(challenge);
        ObjectNode extensions =
                (ObjectNode) TestPayer.terms(challenge).path("extensions").deepCopy();
        ((ObjectNode) extensions.path("payment-identifier").path("info")).put("id", name);
        payment.set("extensions", extensions);
        return TestPayer.encode(payment);
    }

    private static HttpResponse<byte[]> pay(TestGateway.Sold item, String payment) {
        return gateway.get(item.downloadUrl(), "PAYMENT-SIGNATURE", payment);
    }

    private int transfers() {
        return gateway.account(testPayer.address()).path("transfers").asInt();
    }

    @Test
    void theSamePaymentUnderItsNameGetsTheSameAnswer() {
        String payment = named(testPayer, sold, NAME);

        HttpResponse<byte[]> first = pay(sold, payment);
        HttpResponse<byte[]> second = pay(sold, payment);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(CONTENT);
        assertThat(second.headers().firstValue("PAYMENT-RESPONSE"))
                .isEqualTo(first.headers().firstValue("PAYMENT-RESPONSE"));
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void anotherPaymentUnderTheSameNameIsAConflictAndCostsNothing() {
        pay(sold, named(testPayer, sold, NAME));

        HttpResponse<byte[]> again = pay(sold, named(testPayer, sold, NAME));
        HttpResponse<byte[]> elsewhere = pay(other, named(testPayer, other, NAME));

        for (HttpResponse<byte[]> answer : List.of(again, elsewhere)) {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("payment_identifier_used");
            assertThat(answer.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
        }
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void aNameBelongsToItsPayer() {
        TestPayer another = new TestPayer(gateway.buyer());
        pay(sold, named(testPayer, sold, NAME));

        assertThat(pay(sold, named(another, sold, NAME)).statusCode()).isEqualTo(200);
    }

    @Test
    void aNameThatWasNotChargedStillStandsForItsPayment() {
        String payment = named(testPayer, sold, NAME);
        gateway.breakStorage();
        HttpResponse<byte[]> notCharged = pay(sold, payment);
        gateway.restoreStorage();

        HttpResponse<byte[]> another = pay(sold, named(testPayer, sold, NAME));
        HttpResponse<byte[]> same = pay(sold, payment);

        assertThat(notCharged.statusCode()).isEqualTo(503);
        assertThat(another.statusCode()).isEqualTo(409);
        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(transfers()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "has spaces and is long enough", "ünïcödé-ünïcödé-ünïcödé"})
    void whatIsNoNameIsRefused(String name) {
        HttpResponse<byte[]> answer = pay(sold, named(testPayer, sold, name));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("malformed_payment");
        assertThat(transfers()).isZero();
    }

    @Test
    void aNameIsAsLongAsTheExtensionSays() {
        assertThat(pay(sold, named(testPayer, sold, "x".repeat(129))).statusCode())
                .isEqualTo(400);
        assertThat(pay(sold, named(testPayer, sold, "x".repeat(128))).statusCode())
                .isEqualTo(200);
        assertThat(pay(other, named(testPayer, other, "x".repeat(16))).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void namesAreForgottenInTimeOnEveryDatabase(TestDatabase kind) {
        MovableClock clock = new MovableClock();
        try (Database database = Database.open(kind.empty())) {
            PaymentIdentifiers names = new PaymentIdentifiers(database, Duration.ofHours(24), clock);
            UsedNonces nonces = new UsedNonces(database);
            Address payer = testPayer.address();
            Bytes32 one = Bytes32.of(new byte[32]);
            Bytes32 two = new Bytes32("0x" + "11".repeat(32));

            assertThat(names.reserve(payer, NAME, "item_1", one)).isTrue();
            assertThat(names.reserve(payer, NAME, "item_1", one)).isTrue();
            assertThat(names.reserve(payer, NAME, "item_1", two)).isFalse();
            assertThat(names.reserve(payer, NAME, "item_2", one)).isFalse();
            clock.advance(Duration.ofHours(25));
            assertThat(names.sweep(clock.instant())).isEqualTo(1);
            assertThat(names.reserve(payer, NAME, "item_2", two)).isTrue();
            assertThat(nonces.sweep(clock.instant())).isZero();
        }
    }
}
