package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CVE-2026-85251: payments and files go only to the configured servers, never to the target of a redirect. */
class RedirectsTest {
    private static final byte[] FILE = {1, 2, 3};

    private RedirectTarget attackerServer;
    private RedirectTarget redirecting;

    @BeforeEach
    void start() throws IOException {
        attackerServer = RedirectTarget.counting();
        redirecting = RedirectTarget.redirectingTo(attackerServer);
    }

    @AfterEach
    void stop() {
        redirecting.close();
        attackerServer.close();
    }

    @Test
    void aFacilitatorThatRedirectsIsNotFollowed() {
        try (TestGateway gateway = TestGateway.start(Map.of("FACILITATOR_URL", redirecting.url()))) {
            TestGateway.Sold item = gateway.upload(FILE, TestGateway.PRICE);
            String payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(item.downloadUrl())));

            HttpResponse<byte[]> answer = gateway.get(item.downloadUrl(), "PAYMENT-SIGNATURE", payment);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(redirecting.calls()).isPositive();
            assertThat(attackerServer.calls()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WALRUS_PUBLISHER_URL", "WALRUS_AGGREGATOR_URLS"})
    void aStorageThatRedirectsIsNotFollowed(String setting) {
        try (TestGateway gateway = TestGateway.start(Map.of(setting, redirecting.url()))) {
            HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(gateway.url("/upload?price=0.01"))
                    .PUT(BodyPublishers.ofByteArray(FILE))
                    .build());

            assertThat(answer.statusCode()).isIn(502, 503);
            assertThat(redirecting.calls()).isPositive();
            assertThat(attackerServer.calls()).isZero();
        }
    }
}
