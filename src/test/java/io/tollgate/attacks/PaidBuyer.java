package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A buyer who has paid for a file, and the assertions on a second download of that file. */
final class PaidBuyer {
    static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);
    static final String TOKEN = "Tollgate-Download-Token";
    static final String SIGN_IN = "SIGN-IN-WITH-X";

    private final TestGateway gateway;
    private final TestGateway.Sold sold;
    final TestPayer payer;
    final HttpResponse<byte[]> purchase;

    PaidBuyer(TestGateway gateway, TestGateway.Sold sold) {
        this.gateway = gateway;
        this.sold = sold;
        payer = new TestPayer(gateway.buyer());
        purchase = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment());
        assertThat(purchase.statusCode()).isEqualTo(200);
    }

    String payment() {
        return TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl())));
    }

    String signIn() {
        return payer.signed(payer.signIn(gateway.get(sold.downloadUrl())));
    }

    String token() {
        return purchase.headers().firstValue(TOKEN).orElseThrow();
    }

    int transfers() {
        return gateway.account(payer.address()).path("transfers").asInt();
    }

    void assertServedWithoutCharge(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
        assertThat(answer.headers().firstValue("PAYMENT-RESPONSE"))
                .isEqualTo(purchase.headers().firstValue("PAYMENT-RESPONSE"));
        assertThat(answer.headers().firstValue("Cache-Control")).contains("private");
        assertThat(transfers()).isEqualTo(1);
    }

    static String error(HttpResponse<byte[]> answer) {
        return TestGateway.json(answer).path("error").asText();
    }

    static void assertRefused(HttpResponse<byte[]> answer, String error) {
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(error(answer)).isEqualTo(error);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("PAYMENT-REQUIRED")).isPresent();
        assertThat(answer.headers().firstValue(TOKEN)).isEmpty();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("only a buyer");
    }
}
