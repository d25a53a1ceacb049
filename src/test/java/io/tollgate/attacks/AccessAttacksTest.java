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

/** R28, R30: upload tokens, and limits by client address. */
class AccessAttacksTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final String CI = "a-token-of-some-length";
    private static final String PARTNER = "another-token-of-length";

    private static HttpResponse<byte[]> upload(TestGateway gateway, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.url("/upload?name=f.bin")).PUT(BodyPublishers.ofByteArray(CONTENT));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return gateway.send(request.build());
    }

    private static HttpResponse<byte[]> payBadly(TestGateway gateway, TestGateway.Sold sold) {
        ObjectNode payment = new TestPayer(gateway.buyer()).v1(gateway.get(sold.downloadUrl()));
        ((ObjectNode) payment.path("payload").path("authorization")).put("value", "1");
        return gateway.get(sold.downloadUrl(), "X-PAYMENT", TestPayer.encode(payment));
    }

    private static String code(HttpResponse<byte[]> answer) {
        return TestGateway.json(answer).path("code").asText();
    }

    @Test
    void r30_anUnknownTokenStoresNothingAndEachNamedTokenStores() {
        try (TestGateway gateway = TestGateway.start(Map.of("UPLOAD_TOKEN", "ci:" + CI + ",partner:" + PARTNER))) {
            HttpResponse<byte[]> none = upload(gateway);
            HttpResponse<byte[]> foreign = upload(gateway, "Authorization", "Bearer " + CI + "x");
            HttpResponse<byte[]> one = upload(gateway, "Authorization", "Bearer " + CI);
            HttpResponse<byte[]> other = upload(gateway, "Authorization", "Bearer " + PARTNER);

            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(foreign.statusCode()).isEqualTo(401);
            assertThat(one.statusCode()).isEqualTo(200);
            assertThat(other.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void r30_tooManyUploadsFromOneAddressAnswerWithRetryAfter() {
        try (TestGateway gateway = TestGateway.start(Map.of("TOLLGATE_UPLOADS_PER_MINUTE", "2"))) {
            upload(gateway);
            upload(gateway);

            HttpResponse<byte[]> third = upload(gateway);

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(code(third)).isEqualTo("too_many_uploads");
            assertThat(third.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 60L);
        }
    }

    @Test
    void r28_anUntrustedForwardedAddressIsIgnored() {
        try (TestGateway gateway = TestGateway.start(Map.of("TOLLGATE_UPLOADS_PER_MINUTE", "1"))) {
            upload(gateway, "X-Forwarded-For", "203.0.113.1");

            assertThat(upload(gateway, "X-Forwarded-For", "203.0.113.2").statusCode())
                    .isEqualTo(429);
        }
    }

    @Test
    void r28_behindATrustedProxyEachClientHasItsOwnLimit() {
        try (TestGateway gateway = TestGateway.start(
                Map.of("TOLLGATE_UPLOADS_PER_MINUTE", "1", "TRUSTED_PROXIES", "127.0.0.0/8,10.0.0.0/8"))) {
            HttpResponse<byte[]> first = upload(gateway, "X-Forwarded-For", "203.0.113.1, 10.1.2.3");
            HttpResponse<byte[]> second = upload(gateway, "X-Forwarded-For", "203.0.113.2");
            HttpResponse<byte[]> forged = upload(gateway, "X-Forwarded-For", "198.51.100.9, 203.0.113.2");

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(second.statusCode()).isEqualTo(200);
            assertThat(forged.statusCode()).isEqualTo(429);
        }
    }

    @Test
    void anAddressThatSendsBadPaymentsIsLimitedButItsFreeDownloadsAreNot() {
        try (TestGateway gateway = TestGateway.start(Map.of("TOLLGATE_INVALID_PAYMENTS_PER_MINUTE", "3"))) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
            TestGateway.Sold free = gateway.upload(new byte[] {4}, "0");
            for (int i = 0; i < 3; i++) {
                assertThat(payBadly(gateway, sold).statusCode()).isEqualTo(402);
            }

            HttpResponse<byte[]> fourth = payBadly(gateway, sold);

            assertThat(fourth.statusCode()).isEqualTo(429);
            assertThat(code(fourth)).isEqualTo("too_many_invalid_payments");
            assertThat(fourth.headers().firstValue("Retry-After")).isPresent();
            assertThat(gateway.get(sold.downloadUrl()).statusCode()).isEqualTo(402);
            assertThat(gateway.get(free.downloadUrl()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void validPaymentsDoNotCountAgainstTheLimit() {
        try (TestGateway gateway = TestGateway.start(Map.of("TOLLGATE_INVALID_PAYMENTS_PER_MINUTE", "1"))) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
            for (int i = 0; i < 3; i++) {
                ObjectNode payment = new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl()));

                assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payment))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }
}
