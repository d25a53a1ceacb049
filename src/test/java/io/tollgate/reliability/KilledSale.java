package io.tollgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * One buyer who pays for one file at a gateway that dies meanwhile, and retries with the same payment. Transfers are
 * counted at the token and not in the gateway's ledger.
 */
final class KilledSale {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final TestGateway gateway;
    private final HttpClient http;
    private final TestPayer payer;
    private final byte[] content;
    private final String path;
    private final String payment;
    private final String label;

    private KilledSale(
            TestGateway gateway,
            HttpClient http,
            TestPayer payer,
            byte[] content,
            String path,
            String payment,
            String label) {
        this.gateway = gateway;
        this.http = http;
        this.payer = payer;
        this.content = content;
        this.path = path;
        this.payment = payment;
        this.label = label;
    }

    /** Uploads a file and signs a payment for it, without sending the payment. */
    static KilledSale prepare(TestGateway gateway, HttpClient http, ServeProcess serve, String label, int size)
            throws IOException, InterruptedException {
        byte[] content = new byte[size];
        new SecureRandom().nextBytes(content);
        HttpRequest upload = HttpRequest.newBuilder(serve.url("/upload?name=f.bin&price=" + TestGateway.PRICE))
                .header("Authorization", "Bearer " + ServeEnvironment.TOKEN)
                .header("Content-Type", "application/octet-stream")
                .timeout(TIMEOUT)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                .build();
        HttpResponse<byte[]> stored = http.send(upload, BodyHandlers.ofByteArray());
        assertThat(stored.statusCode()).as(() -> new String(stored.body())).isEqualTo(200);
        String path = "/download/" + TestGateway.json(stored).path("blobId").asText();
        TestPayer payer = new TestPayer(gateway.buyer());
        HttpResponse<byte[]> challenge =
                http.send(HttpRequest.newBuilder(serve.url(path)).build(), BodyHandlers.ofByteArray());
        return new KilledSale(
                gateway, http, payer, content, path, TestPayer.encode(longValid(payer, challenge)), label);
    }

    /** The payments of a matrix wait until all kills are done, which takes minutes. */
    private static ObjectNode longValid(TestPayer payer, HttpResponse<byte[]> challenge) {
        ObjectNode payment = payer.v2(challenge);
        JsonNode terms = payment.path("accepted");
        long now = Instant.now().getEpochSecond();
        payment.set(
                "payload",
                payer.signed(terms.path("payTo").asText(), terms.path("amount").asText(), now - 600, now + 3_600));
        return payment;
    }

    private HttpRequest paidRequest(URI url) {
        return HttpRequest.newBuilder(url)
                .header("PAYMENT-SIGNATURE", payment)
                .timeout(TIMEOUT)
                .build();
    }

    /** Sends the payment; fails when a byte of the file arrives before the token has moved money. */
    CompletableFuture<Void> begin(ServeProcess serve) {
        return http.sendAsync(paidRequest(serve.url(path)), BodyHandlers.ofInputStream())
                .thenAccept(this::assertFirstByteIsPaid);
    }

    private void assertFirstByteIsPaid(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == 200 && body.read() >= 0) {
                assertThat(transfers())
                        .as(label + ": a byte before the settlement")
                        .isEqualTo(1);
            }
            body.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the gateway died during the answer, as intended
        }
    }

    /** Reads one byte of the paid answer and leaves the rest unread. */
    InputStream firstByte(ServeProcess serve) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = http.send(paidRequest(serve.url(path)), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().read()).isEqualTo(content[0] & 0xff);
        return answer.body();
    }

    long transfers() {
        return gateway.account(payer.address()).path("transfers").asLong();
    }

    /** Sends the same payment again; true when the complete file arrived. */
    boolean retry(ServeProcess serve) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(paidRequest(serve.url(path)), BodyHandlers.ofByteArray());
        if (answer.statusCode() == 200) {
            assertThat(answer.body()).as(label + ": the bytes").isEqualTo(content);
            assertThat(transfers()).as(label + ": transfers after a delivery").isEqualTo(1);
            return true;
        }
        assertThat(answer.statusCode())
                .as(() -> label + ": " + new String(answer.body()))
                .isEqualTo(503);
        assertThat(answer.headers().firstValue("PAYMENT-REQUIRED"))
                .as(label + ": new terms for a buyer who may have paid")
                .isEmpty();
        assertThat(transfers()).as(label + ": transfers").isLessThanOrEqualTo(1);
        return false;
    }

    @Override
    public String toString() {
        return label;
    }
}
