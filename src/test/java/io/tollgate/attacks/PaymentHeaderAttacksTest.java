package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R11, R12: which header takes precedence, and malformed or oversized payment headers. */
class PaymentHeaderAttacksTest {
    private static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);

    private static TestGateway gateway;
    private static TestGateway.Sold sold;
    private TestPayer payer;
    private HttpResponse<byte[]> challenge;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        sold = gateway.upload(CONTENT, TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void requestChallenge() {
        payer = new TestPayer(gateway.buyer());
        challenge = gateway.get(sold.downloadUrl());
    }

    private static HttpResponse<byte[]> present(String header, String payment) {
        return gateway.get(sold.downloadUrl(), header, payment);
    }

    private int transfers() {
        return gateway.account(payer.address()).path("transfers").asInt();
    }

    @Test
    void r11TheVersionInThePayloadDecidesNotTheHeader() {
        HttpResponse<byte[]> v2InOldHeader = present("X-PAYMENT", TestPayer.encode(payer.v2(challenge)));
        HttpResponse<byte[]> v1InNewHeader = present("PAYMENT-SIGNATURE", TestPayer.encode(payer.v1(challenge)));

        assertThat(v2InOldHeader.statusCode()).isEqualTo(200);
        assertThat(v2InOldHeader.headers().firstValue("PAYMENT-RESPONSE")).isPresent();
        assertThat(v1InNewHeader.statusCode()).isEqualTo(200);
        assertThat(v1InNewHeader.headers().firstValue("X-PAYMENT-RESPONSE")).isPresent();
    }

    @Test
    void r11TheNewHeaderTakesPrecedence() {
        HttpResponse<byte[]> answer = gateway.get(
                sold.downloadUrl(),
                "X-PAYMENT",
                "not a payment",
                "PAYMENT-SIGNATURE",
                TestPayer.encode(payer.v2(challenge)));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void r11OneHeaderTwiceIsRefused() {
        String payment = TestPayer.encode(payer.v2(challenge));

        HttpResponse<byte[]> twice =
                gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment, "PAYMENT-SIGNATURE", payment);
        HttpResponse<byte[]> joined = present("PAYMENT-SIGNATURE", payment + ", " + payment);

        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(joined.statusCode()).isEqualTo(400);
        assertThat(transfers()).isZero();
    }

    static Stream<Arguments> malformed() {
        String nested = "[".repeat(3000);
        return Stream.of(
                Arguments.of("8 KB", "A".repeat(8192), 400),
                Arguments.of("64 KB", "A".repeat(65_536), 431),
                Arguments.of("1 MB", "A".repeat(1_048_576), 431),
                Arguments.of("nested", Base64.getEncoder().encodeToString(nested.getBytes()), 400),
                Arguments.of(
                        "nested object",
                        Base64.getEncoder()
                                .encodeToString("{\"a\":".repeat(1000).getBytes()),
                        400),
                Arguments.of(
                        "array", Base64.getEncoder().encodeToString(("[" + "1,".repeat(2500) + "1]").getBytes()), 400),
                Arguments.of(
                        "invalid UTF-8",
                        Base64.getEncoder().encodeToString(new byte[] {'{', '"', (byte) 0xff, '"', '}'}),
                        400),
                Arguments.of("not base64", "%%%%", 400),
                Arguments.of("empty object", Base64.getEncoder().encodeToString("{}".getBytes()), 400),
                Arguments.of("null", Base64.getEncoder().encodeToString("null".getBytes()), 400),
                Arguments.of("version 3", Base64.getEncoder().encodeToString("{\"x402Version\":3}".getBytes()), 400),
                Arguments.of("trailing", Base64.getEncoder().encodeToString("{\"x402Version\":1}{}".getBytes()), 400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void r12AMalformedPaymentIsRefusedEarly(String what, String header, int status) {
        RawHttp.Answer answer =
                RawHttp.get(gateway.port(), sold.downloadUrl().getPath(), "PAYMENT-SIGNATURE: " + header);

        assertThat(answer.text()).doesNotContain("only a buyer");
        assertThat(answer.status()).isIn(status, header.length() > 1_000_000 ? 0 : status);
    }
}
