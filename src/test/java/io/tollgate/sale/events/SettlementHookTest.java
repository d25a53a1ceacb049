package io.tollgate.sale.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tollgate.MovableClock;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.admin.Scrape;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped gateway in front of a stand-in of AWS Lambda: who is told of a sale, when, and how often. */
class SettlementHookTest {
    private static final Map<String, String> CREDENTIALS = Map.of(
            "aws.region", "eu-west-1", "aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey", "not-a-real-secret");

    private static final MovableClock CLOCK = new MovableClock(Instant.now());
    private static StandInLambda lambda;
    private static TestGateway testGateway;

    @BeforeAll
    static void start() {
        CREDENTIALS.forEach(System::setProperty);
        lambda = new StandInLambda();
        testGateway = TestGateway.start(
                Map.of(
                        "TOLLGATE_SETTLEMENT_HOOK", "tell-me",
                        "TOLLGATE_AWS_ENDPOINT", lambda.url().toString(),
                        "TOLLGATE_OUTBOX_INTERVAL", "1s"),
                CLOCK);
    }

    @AfterAll
    static void stop() {
        testGateway.close();
        lambda.close();
        CREDENTIALS.keySet().forEach(System::clearProperty);
    }

    private static TestGateway.Sold item() {
        return testGateway.upload(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
    }

    private static HttpResponse<byte[]> buy(TestGateway.Sold sold) {
        TestPayer payer = new TestPayer(testGateway.buyer());
        return testGateway.get(
                sold.downloadUrl(),
                "PAYMENT-SIGNATURE",
                TestPayer.encode(payer.v2(testGateway.get(sold.downloadUrl()))));
    }

    private static List<JsonNode> toldOf(TestGateway.Sold sold) {
        return lambda.calls().stream()
                .map(call -> parse(call.payload()))
                .filter(message -> message.path("blobId").asText().equals(sold.blobId()))
                .toList();
    }

    private static double failures() {
        return Scrape.of(testGateway).sum("tollgate_outbox_messages_total", "outcome=\"failed\"");
    }

    private static JsonNode parse(String json) {
        try {
            return TestGateway.JSON.readTree(json);
        } catch (Exception e) {
            throw new IllegalStateException(json, e);
        }
    }

    /** As docs/settlement-hook.schema.json promises it to authors of functions. */
    private static void assertFollowsItsSchema(JsonNode message) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(
                        Path.of(System.getProperty("basedir", ""), "docs/settlement-hook.schema.json")));

        assertThat(schema.validate(message)).isEmpty();
        ObjectNode without = message.deepCopy();
        without.remove("idempotencyKey");
        assertThat(schema.validate(without)).isNotEmpty();
    }

    @Test
    void aFunctionIsToldOfASaleAsynchronouslyWithThePaymentAsItsKey() throws Exception {
        TestGateway.Sold sold = item();

        assertThat(buy(sold).statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> !toldOf(sold).isEmpty());

        StandInLambda.Call call = lambda.calls().getLast();
        assertThat(call.path()).isEqualTo("/2015-03-31/functions/tell-me/invocations");
        assertThat(call.type()).isEqualTo("Event");
        assertThat(call.authorization()).contains("AKIDEXAMPLE", "eu-west-1/lambda");
        JsonNode message = toldOf(sold).getFirst();
        assertThat(message.path("type").asText()).isEqualTo("sale-settled");
        assertThat(message.path("id").asText()).startsWith("evt_");
        assertThat(message.path("idempotencyKey").asText())
                .startsWith("pay_")
                .isEqualTo(message.path("paymentId").asText());
        assertFollowsItsSchema(message);
    }

    @Test
    void nobodyIsToldOfWhatWasNotPaid() {
        TestGateway.Sold sold = item();
        TestGateway.Sold paid = item();
        testGateway.facilitatorFault("{\"call\":\"settle\",\"kind\":\"rejected\",\"times\":1}");

        HttpResponse<byte[]> refused = buy(sold);
        buy(paid);
        await().atMost(Duration.ofSeconds(20)).until(() -> !toldOf(paid).isEmpty());

        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(toldOf(sold)).isEmpty();
    }

    @Test
    void nobodyIsToldBeforeTheMoneyHasMoved() throws Exception {
        TestGateway.Sold sold = item();
        TestPayer payer = new TestPayer(testGateway.buyer());
        long before = testGateway.balance(payer.address());
        List<Long> atEveryCall = new CopyOnWriteArrayList<>();
        lambda.whenCalled(call -> {
            if (call.payload().contains(sold.blobId())) {
                atEveryCall.add(testGateway.balance(payer.address()));
            }
        });
        testGateway.facilitatorFault("{\"call\":\"settle\",\"kind\":\"delay\",\"millis\":1500,\"times\":1}");

        testGateway.get(
                sold.downloadUrl(),
                "PAYMENT-SIGNATURE",
                TestPayer.encode(payer.v2(testGateway.get(sold.downloadUrl()))));
        await().atMost(Duration.ofSeconds(20)).until(() -> !atEveryCall.isEmpty());
        lambda.whenCalled(call -> {});

        assertThat(atEveryCall).isNotEmpty().containsOnly(before - 10_000);
    }

    @Test
    void whatWasSoldWhileTheFunctionWasAwayIsToldWhenItIsBack() {
        double before = failures();
        lambda.down();
        List<TestGateway.Sold> sales = List.of(item(), item(), item());
        sales.forEach(sold -> assertThat(buy(sold).statusCode()).isEqualTo(200));
        await().atMost(Duration.ofSeconds(20)).until(() -> failures() >= before + 3);
        assertThat(sales).allMatch(sold -> toldOf(sold).isEmpty());

        lambda.up();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            CLOCK.advance(Duration.ofSeconds(5));
            return sales.stream().noneMatch(sold -> toldOf(sold).isEmpty());
        });

        assertThat(sales.stream()
                        .map(sold ->
                                toldOf(sold).getFirst().path("idempotencyKey").asText()))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.startsWith("pay_"));
    }

    @Test
    void aFunctionThatCannotBeReachedIsToldLaterWithTheSameId() {
        TestGateway.Sold sold = item();
        lambda.answer(500, "{\"message\":\"down\"}");

        assertThat(buy(sold).statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> !toldOf(sold).isEmpty());
        lambda.answer(202, "");
        int before = toldOf(sold).size();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            CLOCK.advance(Duration.ofSeconds(5));
            return toldOf(sold).size() > before;
        });

        assertThat(toldOf(sold))
                .extracting(message -> message.path("id").asText())
                .containsOnly(toldOf(sold).getFirst().path("id").asText());
    }
}
