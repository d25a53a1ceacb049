package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Paid uploads use the same payment check as files: one payment opens one upload of the paid size. */
class PaidUploadTest {
    private static final int MIB = 1024 * 1024;
    private static final String TOKEN = "a-token-for-uploads-0001";

    private static TestGateway gateway;
    private static DataFolderInspector inspector;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("TOLLGATE_UPLOAD_PRICE", "$0.001", "UPLOAD_TOKEN", TOKEN));
        inspector = new DataFolderInspector(gateway);
    }

    @AfterAll
    static void stop() {
        inspector.close();
        gateway.close();
    }

    private static HttpResponse<byte[]> announce(String query, long size, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url("/uploads?name=a.bin&price=0&" + query))
                .header("Upload-Length", Long.toString(size))
                .POST(BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return gateway.send(request.build());
    }

    private static HttpResponse<byte[]> paid(String query, long size, ObjectNode payment) {
        return announce(query, size, "PAYMENT-SIGNATURE", TestPayer.encode(payment));
    }

    private static HttpResponse<byte[]> append(HttpResponse<byte[]> opened, byte[] bytes) {
        return gateway.send(HttpRequest.newBuilder(
                        gateway.url(opened.headers().firstValue("Location").orElseThrow()))
                .method("PATCH", BodyPublishers.ofByteArray(bytes))
                .header("Upload-Offset", "0")
                .build());
    }

    private static String amount(HttpResponse<byte[]> challenge) {
        return TestPayer.terms(challenge).at("/accepts/0/amount").asText();
    }

    private static String code(HttpResponse<byte[]> answer) {
        return TestGateway.json(answer).path("code").asText();
    }

    @Test
    void thePriceCountsEveryStartedMiBAndEveryEpoch() {
        int pending = inspector.pending();

        HttpResponse<byte[]> challenge = announce("epochs=7", 2 * MIB + 1);

        assertThat(challenge.statusCode()).isEqualTo(402);
        assertThat(amount(challenge)).as("3 MiB, 7 epochs, 0.001 each").isEqualTo("21000");
        assertThat(TestPayer.terms(challenge).at("/resource/url").asText()).endsWith("/uploads");
        assertThat(amount(announce("epochs=7", 2 * MIB))).isEqualTo("14000");
        assertThat(amount(announce("epochs=1", 0))).isEqualTo("1000");
        assertThat(inspector.pending()).isEqualTo(pending);
    }

    @Test
    void aPaidUploadIsStoredAndHasAReceipt() {
        TestPayer payer = new TestPayer(gateway.buyer());
        byte[] content = UploadTest.content(5000);
        ObjectNode payment = payer.v2(announce("epochs=5", content.length));

        HttpResponse<byte[]> opened = paid("epochs=5", content.length, payment);
        HttpResponse<byte[]> stored = append(opened, content);

        assertThat(opened.statusCode()).as(new String(opened.body())).isEqualTo(201);
        assertThat(opened.headers().firstValue("PAYMENT-RESPONSE")).isPresent();
        assertThat(opened.headers().firstValue("Tollgate-Download-Token")).isEmpty();
        assertThat(gateway.get(URI.create(
                                opened.headers().firstValue("Tollgate-Receipt").orElseThrow()))
                        .statusCode())
                .isEqualTo(200);
        JsonNode item = TestGateway.json(stored);
        assertThat(gateway.get(URI.create(item.path("downloadUrl").asText())).body())
                .isEqualTo(content);
        assertThat(gateway.account(payer.address()).path("transfers").asInt()).isLessThanOrEqualTo(1);
    }

    @Test
    void aRepeatedPaymentOpensNoSecondUpload() {
        TestPayer payer = new TestPayer(gateway.buyer());
        ObjectNode payment = payer.v2(announce("", 100));
        HttpResponse<byte[]> opened = paid("", 100, payment);
        long balance = gateway.balance(payer.address());
        int pending = inspector.pending();

        HttpResponse<byte[]> again = paid("", 100, payment);
        HttpResponse<byte[]> another = paid("", 101, payment);
        HttpResponse<byte[]> other = append(opened, UploadTest.content(100));
        HttpResponse<byte[]> afterwards = paid("", 101, payment);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(opened.headers().firstValue("Location"));
        assertThat(again.body()).asString().doesNotContain("sellerToken");
        assertThat(code(another)).isEqualTo("payment_already_used");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(code(afterwards)).isEqualTo("payment_already_used");
        assertThat(gateway.balance(payer.address())).isEqualTo(balance);
        assertThat(inspector.pending()).isEqualTo(pending - 1);
    }

    @Test
    void aSmallPaymentOpensNoLargeUpload() {
        TestPayer payer = new TestPayer(gateway.buyer());
        ObjectNode forOne = payer.v2(announce("epochs=5", MIB));
        long balance = gateway.balance(payer.address());

        assertThat(paid("epochs=5", MIB + 1, forOne).statusCode()).isEqualTo(402);
        assertThat(paid("epochs=6", MIB, forOne).statusCode()).isEqualTo(402);
        assertThat(gateway.balance(payer.address())).isEqualTo(balance);
        assertThat(paid("epochs=5", MIB, forOne).statusCode()).isEqualTo(201);
        assertThat(paid("epochs=5", MIB + 1, forOne).statusCode()).isEqualTo(402);
        assertThat(paid("epochs=6", MIB, forOne).statusCode()).isEqualTo(402);
    }

    @Test
    void moreBytesThanPaidForAreRefused() {
        TestPayer payer = new TestPayer(gateway.buyer());
        HttpResponse<byte[]> opened = paid("", 100, payer.v2(announce("", 100)));

        HttpResponse<byte[]> refused = append(opened, new byte[2000]);

        assertThat(code(refused)).isEqualTo("too_many_bytes");
    }

    @Test
    void aCancelledUploadIsNotOpenedAgain() {
        TestPayer payer = new TestPayer(gateway.buyer());
        ObjectNode payment = payer.v2(announce("", 100));
        HttpResponse<byte[]> opened = paid("", 100, payment);
        gateway.send(HttpRequest.newBuilder(
                        gateway.url(opened.headers().firstValue("Location").orElseThrow()))
                .DELETE()
                .build());

        assertThat(code(paid("", 100, payment))).isEqualTo("payment_already_used");
    }

    @Test
    void aFailedUploadContinuesWithTheSamePayment() {
        TestPayer payer = new TestPayer(gateway.buyer());
        byte[] content = UploadTest.content(100);
        HttpResponse<byte[]> opened = paid("", 100, payer.v2(announce("", 100)));
        gateway.breakStorage();

        HttpResponse<byte[]> failed = append(opened, content);
        gateway.restoreStorage();
        HttpResponse<byte[]> later = gateway.send(HttpRequest.newBuilder(
                        gateway.url(opened.headers().firstValue("Location").orElseThrow()))
                .method("PATCH", BodyPublishers.noBody())
                .header("Upload-Offset", "100")
                .build());

        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(later.statusCode()).as(new String(later.body())).isEqualTo(200);
    }

    @Test
    void aRefusalIsNotCharged() {
        assertThat(announce("epochs=99", 100).statusCode()).isEqualTo(400);
        HttpResponse<byte[]> unknown = gateway.send(HttpRequest.newBuilder(gateway.url("/uploads?price=0"))
                .POST(BodyPublishers.noBody())
                .build());
        assertThat(unknown.statusCode()).isEqualTo(411);
        assertThat(code(unknown)).isEqualTo("length_required");
    }

    @Test
    void aTokenReplacesThePaymentAndAWrongOneIsRefused() {
        assertThat(announce("", 100, "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(201);
        assertThat(announce("", 100, "Authorization", "Bearer another-token-0123456")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aPaymentForAFileOpensNoUpload() {
        TestGateway.Sold sold = file();
        TestPayer payer = new TestPayer(gateway.buyer());
        ObjectNode forFile = payer.v2(gateway.get(sold.downloadUrl()));

        HttpResponse<byte[]> refused = paid("epochs=5", MIB, forFile);

        assertThat(refused.statusCode()).isEqualTo(402);
    }

    private static TestGateway.Sold file() {
        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(gateway.url("/upload?name=f&price=0.005"))
                .header("Authorization", "Bearer " + TOKEN)
                .PUT(BodyPublishers.ofByteArray(new byte[10]))
                .build());
        JsonNode json = TestGateway.json(answer);
        return new TestGateway.Sold(
                json.path("blobId").asText(),
                URI.create(json.path("downloadUrl").asText()),
                json);
    }
}
