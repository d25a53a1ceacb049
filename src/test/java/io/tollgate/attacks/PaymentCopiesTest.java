package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollgate.TestDatabase;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.database.DatabaseAccess;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R2, R3: a hundred simultaneous copies of one payment, at one gateway and at two gateways on one PostgreSQL. */
class PaymentCopiesTest {
    private static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);
    private static final int COPIES = 100;

    private final List<AutoCloseable> closeables = new ArrayList<>();
    private TestGateway upstream;
    private FacilitatorProxy facilitatorProxy;

    /** Runs the facilitator, the chain and the Walrus that the gateways under test use. */
    @BeforeEach
    void start() throws Exception {
        upstream = TestGateway.start();
        closeables.add(upstream);
        facilitatorProxy = new FacilitatorProxy(upstream.url("/dev/facilitator"));
        closeables.add(facilitatorProxy);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : closeables.reversed()) {
            each.close();
        }
    }

    private TestGateway startGateway(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("FACILITATOR_URL", facilitatorProxy.url());
        environment.put("RPC_URL", upstream.url("/dev/chain").toString());
        environment.put("WALRUS_PUBLISHER_URL", upstream.url("/dev/walrus").toString());
        environment.put("WALRUS_AGGREGATOR_URLS", upstream.url("/dev/walrus").toString());
        environment.put("TOLLGATE_INVALID_PAYMENTS_PER_MINUTE", "1000");
        TestGateway testGateway = TestGateway.start(environment);
        closeables.add(testGateway);
        return testGateway;
    }

    private List<HttpResponse<byte[]>> atOnce(List<URI> urls, String payment) throws Exception {
        List<HttpResponse<byte[]>> answers = new ArrayList<>();
        AtomicInteger copy = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpResponse<byte[]>>> copies = new ArrayList<>();
            for (int number = 0; number < COPIES; number++) {
                copies.add(() ->
                        upstream.get(urls.get(copy.getAndIncrement() % urls.size()), "PAYMENT-SIGNATURE", payment));
            }
            for (Future<HttpResponse<byte[]>> each : threads.invokeAll(copies)) {
                answers.add(each.get());
            }
        }
        return answers;
    }

    private void assertServedOrAskedToRetry(List<HttpResponse<byte[]>> answers) {
        assertThat(answers).hasSize(COPIES).allSatisfy(answer -> {
            if (answer.statusCode() == 200) {
                assertThat(answer.body()).isEqualTo(CONTENT);
            } else {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
            }
        });
        assertThat(answers).extracting(HttpResponse::statusCode).contains(200);
    }

    private void assertPaidOnce(TestPayer payer) {
        assertThat(facilitatorProxy.settlements()).isEqualTo(1);
        assertThat(upstream.account(payer.address()).path("transfers").asInt()).isEqualTo(1);
    }

    @Test
    void r2CopiesAtOneGatewayCauseOneSettlement() throws Exception {
        TestGateway gateway = startGateway(Map.of());
        TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
        TestPayer payer = new TestPayer(upstream.buyer());
        String payment = TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl())));
        upstream.facilitatorFault("{\"call\":\"settle\",\"kind\":\"delay\",\"millis\":500}");

        List<HttpResponse<byte[]>> answers = atOnce(List.of(sold.downloadUrl()), payment);

        assertServedOrAskedToRetry(answers);
        assertPaidOnce(payer);
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).body())
                .isEqualTo(CONTENT);
    }

    @Test
    void r3CopiesAtTwoGatewaysOnOneDatabaseCauseOneSettlement() throws Exception {
        DatabaseAccess access = TestDatabase.POSTGRESQL.ready();
        Map<String, String> shared = Map.of(
                "DATABASE_URL", access.url(),
                "DATABASE_USER", access.user().orElseThrow(),
                "DATABASE_PASSWORD", access.password().orElseThrow(),
                "KEK", "file:" + upstream.folder().resolve("shared-kek.json"));
        TestGateway one = startGateway(shared);
        TestGateway other = startGateway(shared);
        URI first = one.upload(CONTENT, TestGateway.PRICE).downloadUrl();
        URI second = other.url(first.getPath());
        TestPayer payer = new TestPayer(upstream.buyer());
        String payment = TestPayer.encode(payer.v2(one.get(first)));
        upstream.facilitatorFault("{\"call\":\"settle\",\"kind\":\"delay\",\"millis\":500}");

        List<HttpResponse<byte[]>> answers = atOnce(List.of(first, second), payment);

        assertServedOrAskedToRetry(answers);
        assertPaidOnce(payer);
        for (URI url : List.of(first, second)) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(upstream.get(url, "PAYMENT-SIGNATURE", payment)
                                    .body())
                            .isEqualTo(CONTENT));
        }
        assertPaidOnce(payer);
    }
}
