package io.tollgate.sale;

import static io.tollgate.TestGateway.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.x402.protocol.Receipt;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main job over real HTTP: a file goes up, is refused with 402, is paid for and comes down. */
class SaleTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size + System.nanoTime()).nextBytes(bytes);
        return bytes;
    }

    @Test
    void anUnpaidRequestIsToldTheTermsInBothVersions() {
        TestGateway.Sold sold = gateway.upload(content(1000), PRICE);

        HttpResponse<byte[]> answer = gateway.get(sold.downloadUrl());

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode v2 = TestPayer.terms(answer);
        JsonNode v1 = TestGateway.json(answer);
        assertThat(v2.path("x402Version").asInt()).isEqualTo(2);
        assertThat(v2.path("accepts").path(0).path("amount").asText()).isEqualTo("10000");
        assertThat(v2.path("resource").path("url").asText())
                .isEqualTo(sold.downloadUrl().toString());
        assertThat(v1.path("x402Version").asInt()).isEqualTo(1);
        assertThat(v1.path("accepts").path(0).path("maxAmountRequired").asText())
                .isEqualTo("10000");
        assertThat(v1.path("accepts").path(0).path("network").asText()).isEqualTo("base-sepolia");
    }

    @Test
    void aV2PaymentBuysTheFile() {
        byte[] content = content(300_000);
        TestGateway.Sold sold = gateway.upload(content, PRICE);
        TestPayer payer = new TestPayer(gateway.buyer());
        long before = gateway.balance(payer.address());
        HttpResponse<byte[]> challenge = gateway.get(sold.downloadUrl());

        HttpResponse<byte[]> answer =
                gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payer.v2(challenge)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("300000");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private");
        assertThat(gateway.balance(payer.address())).isEqualTo(before - 10_000);
        JsonNode receipt = Receipt.parse(
                        answer.headers().firstValue("PAYMENT-RESPONSE").orElseThrow())
                .orElseThrow();
        assertThat(receipt.path("success").booleanValue()).isTrue();
        assertThat(receipt.path("network").asText()).isEqualTo("eip155:84532");
        assertThat(receipt.path("payer").asText()).isEqualTo(payer.address().toString());
        assertThat(receipt.path("transaction").asText()).matches("0x[0-9a-f]{64}");
    }

    @Test
    void aV1PaymentBuysTheFile() {
        byte[] content = content(70_000);
        TestGateway.Sold sold = gateway.upload(content, PRICE);
        TestPayer payer = new TestPayer(gateway.buyer());
        long before = gateway.balance(payer.address());
        HttpResponse<byte[]> challenge = gateway.get(sold.downloadUrl());

        HttpResponse<byte[]> answer =
                gateway.get(sold.downloadUrl(), "X-PAYMENT", TestPayer.encode(payer.v1(challenge)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(gateway.balance(payer.address())).isEqualTo(before - 10_000);
        JsonNode receipt = Receipt.parse(
                        answer.headers().firstValue("X-PAYMENT-RESPONSE").orElseThrow())
                .orElseThrow();
        assertThat(receipt.path("network").asText()).isEqualTo("base-sepolia");
    }

    @Test
    void theSamePaymentAgainDeliversWithTheSameReceiptAndIsNotChargedAgain() {
        byte[] content = content(1000);
        TestGateway.Sold sold = gateway.upload(content, PRICE);
        TestPayer payer = new TestPayer(gateway.buyer());
        String payment = TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl())));

        HttpResponse<byte[]> first = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
        HttpResponse<byte[]> second = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(content);
        assertThat(second.headers().firstValue("PAYMENT-RESPONSE"))
                .isEqualTo(first.headers().firstValue("PAYMENT-RESPONSE"));
        assertThat(gateway.account(payer.address()).path("transfers").asInt()).isEqualTo(1);
    }

    @Test
    void headTellsTheTermsAndNeverCharges() {
        TestGateway.Sold sold = gateway.upload(content(1000), PRICE);
        TestPayer payer = new TestPayer(gateway.buyer());
        String payment = TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl())));

        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(sold.downloadUrl())
                .method("HEAD", BodyPublishers.noBody())
                .header("PAYMENT-SIGNATURE", payment)
                .build());

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.headers().firstValue("PAYMENT-REQUIRED")).isPresent();
        assertThat(answer.body()).isEmpty();
        assertThat(gateway.account(payer.address()).path("transfers").asInt()).isZero();
    }

    @Test
    void aFreeFileIsServedWithoutAPayment() {
        byte[] content = content(1000);
        TestGateway.Sold sold = gateway.upload(content, "0");

        HttpResponse<byte[]> answer = gateway.get(sold.downloadUrl());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
    }

    @Test
    void aBuyerWhoHasPaidAndWhoseFileBreaksBeforeItsFirstByteGetsTheReceiptAndThenTheFile() {
        byte[] content = content(300_000);
        TestGateway.Sold sold = gateway.upload(content, PRICE);
        TestPayer payer = new TestPayer(gateway.buyer());
        String payment = TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl())));
        gateway.walrusFault("{\"read\":{\"diesAfterBytes\":65600}}");

        HttpResponse<byte[]> broken = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
        gateway.restoreStorage();
        HttpResponse<byte[]> served = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);

        assertThat(broken.statusCode()).isEqualTo(503);
        assertThat(broken.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
        assertThat(Receipt.parse(broken.headers().firstValue("PAYMENT-RESPONSE").orElseThrow())
                        .orElseThrow()
                        .path("success")
                        .booleanValue())
                .isTrue();
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(content);
        assertThat(gateway.account(payer.address()).path("transfers").asInt()).isEqualTo(1);
    }

    @Test
    void headOfAFreeFileTellsItsSizeAndSendsNothing() {
        TestGateway.Sold sold = gateway.upload(content(1000), "0");

        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(sold.downloadUrl())
                .method("HEAD", BodyPublishers.noBody())
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("1000");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anEmptyFileCanBeSold() {
        TestGateway.Sold sold = gateway.upload(new byte[0], PRICE);
        TestPayer payer = new TestPayer(gateway.buyer());

        HttpResponse<byte[]> answer = gateway.get(
                sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl()))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(gateway.account(payer.address()).path("transfers").asInt()).isEqualTo(1);
    }

    @Test
    void whatWalrusHoldsIsNotTheFile() {
        byte[] content = "the marker of this very file, which must not be read free".getBytes();
        TestGateway.Sold sold = gateway.upload(content, PRICE);

        HttpResponse<byte[]> stored =
                gateway.get(URI.create(sold.answer().path("blobUrl").asText()));

        assertThat(stored.statusCode()).isEqualTo(200);
        assertThat(new String(stored.body(), StandardCharsets.ISO_8859_1)).doesNotContain("marker");
    }

    @Test
    void aFileThatCannotBeReadFromStorageIsNotChargedFor() {
        TestGateway.Sold sold = gateway.upload(content(1000), PRICE);
        TestPayer payer = new TestPayer(gateway.buyer());
        String payment = TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl())));
        gateway.breakStorage();

        HttpResponse<byte[]> refused = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
        gateway.restoreStorage();
        HttpResponse<byte[]> served = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(gateway.account(payer.address()).path("transfers").asInt()).isEqualTo(1);
    }

    @Test
    void whoeverHasPaidIsNotToldThatNothingWasCharged() {
        TestGateway.Sold sold = gateway.upload(content(1000), PRICE);
        TestPayer payer = new TestPayer(gateway.buyer());
        String payment = TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl())));
        gateway.breakStorage();
        HttpResponse<byte[]> before = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
        gateway.restoreStorage();
        gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
        gateway.breakStorage();

        HttpResponse<byte[]> after = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
        gateway.restoreStorage();

        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(TestGateway.json(before).path("detail").asText()).contains("nothing was charged");
        assertThat(after.statusCode()).isEqualTo(503);
        assertThat(TestGateway.json(after).path("detail").asText()).contains("do not sign a new one");
        assertThat(after.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
    }
}
