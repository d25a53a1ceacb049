package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may upload, and how often anybody may try: R28, R30. */
class AccessAttacksTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final String CI = "a-token-of-some-length";
    private static final String PARTNER = "another-token-of-length";

    private static HttpResponse<byte[]> upload(TestGateway twin, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(twin.url("/upload?name=f.bin")).PUT(BodyPublishers.ofByteArray(CONTENT));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return twin.send(request.build());
    }

    private static HttpResponse<byte[]> payBadly(TestGateway twin, TestGateway.Sold sold) {
        ObjectNode payment = new TestPayer(twin.buyer()).v1(twin.get(sold.downloadUrl()));
        ((ObjectNode) payment.path("payload").path("authorization")).put("value", "1");
        return twin.get(sold.downloadUrl(), "X-PAYMENT", TestPayer.encode(payment));
    }

    private static String code(HttpResponse<byte[]> answer) {
        return TestGateway.json(answer).path("code").asText();
    }

    @Test
    void r30_aForeignTokenStoresNothingAndEachNamedTokenDoes() {
        try (TestGateway twin = TestGateway.start(Map.of("UPLOAD_TOKEN", "ci:" + CI + ",partner:" + PARTNER))) {
            HttpResponse<byte[]> none = upload(twin);
            HttpResponse<byte[]> foreign = upload(twin, "Authorization", "Bearer " + CI + "x");
            HttpResponse<byte[]> one = upload(twin, "Authorization", "Bearer " + CI);
            HttpResponse<byte[]> other = upload(twin, "Authorization", "Bearer " + PARTNER);

            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(foreign.statusCode()).isEqualTo(401);
            assertThat(one.statusCode()).isEqualTo(200);
            assertThat(other.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void r30_anAddressThatUploadsTooOftenIsToldWhenToComeBack() {
        try (TestGateway twin = TestGateway.start(Map.of("TOLLGATE_UPLOADS_PER_MINUTE", "2"))) {
            upload(twin);
            upload(twin);

            HttpResponse<byte[]> third = upload(twin);

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(code(third)).isEqualTo("too_many_uploads");
            assertThat(third.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 60L);
        }
    }

    @Test
    void r28_anAddressThatAStrangerWritesIntoAHeaderIsNotBelieved() {
        try (TestGateway twin = TestGateway.start(Map.of("TOLLGATE_UPLOADS_PER_MINUTE", "1"))) {
            upload(twin, "X-Forwarded-For", "203.0.113.1");

            assertThat(upload(twin, "X-Forwarded-For", "203.0.113.2").statusCode())
                    .isEqualTo(429);
        }
    }

    @Test
    void r28_behindATrustedProxyEachClientHasALimitOfItsOwn() {
        try (TestGateway twin = TestGateway.start(
                Map.of("TOLLGATE_UPLOADS_PER_MINUTE", "1", "TRUSTED_PROXIES", "127.0.0.0/8,10.0.0.0/8"))) {
            HttpResponse<byte[]> first = upload(twin, "X-Forwarded-For", "203.0.113.1, 10.1.2.3");
            HttpResponse<byte[]> second = upload(twin, "X-Forwarded-For", "203.0.113.2");
            HttpResponse<byte[]> forged = upload(twin, "X-Forwarded-For", "198.51.100.9, 203.0.113.2");

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(second.statusCode()).isEqualTo(200);
            assertThat(forged.statusCode()).isEqualTo(429);
        }
    }

    @Test
    void anAddressThatSendsBadPaymentsIsStoppedAndItsDownloadsOfFreeFilesAreNot() {
        try (TestGateway twin = TestGateway.start(Map.of("TOLLGATE_INVALID_PAYMENTS_PER_MINUTE", "3"))) {
            TestGateway.Sold sold = twin.upload(CONTENT, TestGateway.PRICE);
            TestGateway.Sold free = twin.upload(new byte[] {4}, "0");
            for (int i = 0; i < 3; i++) {
                assertThat(payBadly(twin, sold).statusCode()).isEqualTo(402);
            }

            HttpResponse<byte[]> fourth = payBadly(twin, sold);

            assertThat(fourth.statusCode()).isEqualTo(429);
            assertThat(code(fourth)).isEqualTo("too_many_invalid_payments");
            assertThat(fourth.headers().firstValue("Retry-After")).isPresent();
            assertThat(twin.get(sold.downloadUrl()).statusCode()).isEqualTo(402);
            assertThat(twin.get(free.downloadUrl()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void goodPaymentsUseNoTurnUp() {
        try (TestGateway twin = TestGateway.start(Map.of("TOLLGATE_INVALID_PAYMENTS_PER_MINUTE", "1"))) {
            TestGateway.Sold sold = twin.upload(CONTENT, TestGateway.PRICE);
            for (int i = 0; i < 3; i++) {
                ObjectNode payment = new TestPayer(twin.buyer()).v2(twin.get(sold.downloadUrl()));

                assertThat(twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payment))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }
}
