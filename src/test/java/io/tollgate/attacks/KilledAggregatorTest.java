package io.tollgate.attacks;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.dev.walrus.WalrusServer;
import io.tollgate.walrus.read.KillableAggregator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R24: an aggregator whose process dies during a download, with and without other aggregators in the setting. */
class KilledAggregatorTest {
    private static final byte[] CONTENT = new byte[6_000_000];

    @TempDir
    private static Path folder;

    private static WalrusServer walrus;
    private static KillableAggregator onlyAggregator;
    private static List<KillableAggregator> aggregators;
    private static TestGateway withAlternatives;
    private static TestGateway withoutAlternatives;

    @BeforeAll
    static void start() {
        new Random(99).nextBytes(CONTENT);
        walrus = WalrusServer.start(folder);
        onlyAggregator = new KillableAggregator(walrus);
        withoutAlternatives = startGateway(onlyAggregator.url());
        aggregators =
                List.of(new KillableAggregator(walrus), new KillableAggregator(walrus), new KillableAggregator(walrus));
        withAlternatives = startGateway(
                aggregators.stream().map(KillableAggregator::url).collect(joining(",")) + "," + walrus.url());
    }

    private static TestGateway startGateway(String aggregatorUrls) {
        return TestGateway.start(Map.of(
                "WALRUS_PUBLISHER_URL",
                walrus.url(),
                "WALRUS_AGGREGATOR_URLS",
                aggregatorUrls,
                "TOLLGATE_WALRUS_MAX_PART_SIZE",
                "2MiB"));
    }

    @AfterAll
    static void stop() {
        withoutAlternatives.close();
        withAlternatives.close();
        onlyAggregator.close();
        aggregators.forEach(KillableAggregator::close);
        walrus.close();
    }

    @BeforeEach
    void revive() {
        onlyAggregator.revive();
    }

    /** The aggregators die in turn, because the circuit breaker skips a dead one for a while. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 50", "2, 99"})
    void r24_anotherAggregatorContinuesAtTheExactByte(int index, int percent) {
        TestGateway.Sold sold = withAlternatives.upload(CONTENT, TestGateway.PRICE);
        TestPayer payer = new TestPayer(withAlternatives.buyer());
        String payment = TestPayer.encode(payer.v2(withAlternatives.get(sold.downloadUrl())));
        aggregators.get(index).dieAfter(CONTENT.length / 100L * percent);

        HttpResponse<byte[]> answer = withAlternatives.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);

        assertThat(aggregators.get(index).isDead()).isTrue();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 99})
    void r24_withoutAnotherAggregatorTheDownloadFailsAndCanBeResumed(int percent) throws Exception {
        TestGateway.Sold sold = withoutAlternatives.upload(CONTENT, TestGateway.PRICE);
        TestPayer payer = new TestPayer(withoutAlternatives.buyer());
        String payment = TestPayer.encode(payer.v2(withoutAlternatives.get(sold.downloadUrl())));
        onlyAggregator.dieAfter(CONTENT.length / 100L * percent);
        ByteArrayOutputStream received = new ByteArrayOutputStream();

        HttpResponse<InputStream> interrupted = open(sold, payment);
        assertThat(interrupted.headers().firstValueAsLong("Content-Length")).hasValue(CONTENT.length);
        assertThatThrownBy(() -> interrupted.body().transferTo(received)).isInstanceOf(IOException.class);
        onlyAggregator.revive();
        int length = received.size();
        HttpResponse<byte[]> rest = withoutAlternatives.get(
                sold.downloadUrl(), "PAYMENT-SIGNATURE", payment, "Range", "bytes=" + length + "-");

        assertThat(length).isBetween(1, CONTENT.length - 1);
        assertThat(received.toByteArray()).isEqualTo(Arrays.copyOf(CONTENT, length));
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(CONTENT, length, CONTENT.length));
        assertThat(withoutAlternatives
                        .account(payer.address())
                        .path("transfers")
                        .asInt())
                .isEqualTo(1);
    }

    private static HttpResponse<InputStream> open(TestGateway.Sold sold, String payment) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(sold.downloadUrl())
                                .header("PAYMENT-SIGNATURE", payment)
                                .build(),
                        BodyHandlers.ofInputStream());
    }
}
