package io.tollgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.CompletableFuture;

/**
 * One buyer who pays for one file at a gateway that dies meanwhile, and comes back with the same payment. It counts at
 * the token, not in the gateway's books, what was really moved.
 */
final class KilledSale {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestGateway twin;
    private final HttpClient http;
    private final TestPayer purse;
    private final byte[] content;
    private final String path;
    private final String payment;
    private final String label;

    private KilledSale(
            TestGateway twin, HttpClient http, TestPayer purse, byte[] content, String path, String pay, String label) {
        this.twin = twin;
        this.http = http;
        this.purse = purse;
        this.content = content;
        this.path = path;
        this.payment = pay;
        this.label = label;
    }

    /** Uploads a file and signs a payment for it, without sending the payment. */
    static KilledSale prepare(TestGateway twin, HttpClient http, ServeProcess serve, String label, int size)
            throws IOException, InterruptedException {
        byte[] content = new byte[size];
        new SecureRandom().nextBytes(content);
        HttpRequest upload = HttpRequest.newBuilder(serve.url("/upload?name=f.bin&price=" + TestGateway.PRICE))
                .header("Authorization", "Bearer " + ServeEnvironment.TOKEN)
                .header("Content-Type", "application/octet-stream")
                .timeout(PATIENCE)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                .build();
        HttpResponse<byte[]> stored = http.send(upload, BodyHandlers.ofByteArray());
        assertThat(stored.statusCode()).as(() -> new String(stored.body())).isEqualTo(200);
        String path = "/download/" + TestGateway.json(stored).path("blobId").asText();
        TestPayer purse = new TestPayer(twin.buyer());
        HttpResponse<byte[]> challenge =
                http.send(HttpRequest.newBuilder(serve.url(path)).build(), BodyHandlers.ofByteArray());
        return new KilledSale(twin, http, purse, content, path, TestPayer.encode(purse.v2(challenge)), label);
    }

    private HttpRequest paid(URI url) {
        return HttpRequest.newBuilder(url)
                .header("PAYMENT-SIGNATURE", payment)
                .timeout(PATIENCE)
                .build();
    }

    /** Sends the payment; a byte of the file that comes back before the token has moved money is a failure. */
    CompletableFuture<Void> begin(ServeProcess serve) {
        return http.sendAsync(paid(serve.url(path)), BodyHandlers.ofInputStream())
                .thenAccept(this::firstByteIsPaid);
    }

    private void firstByteIsPaid(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == 200 && body.read() >= 0) {
                assertThat(transfers()).as(label + ": a byte before the money").isEqualTo(1);
            }
            body.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the gateway died under the answer, as it is meant to
        }
    }

    /** Reads one byte of the paid answer and leaves the rest where it is. */
    InputStream firstByte(ServeProcess serve) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = http.send(paid(serve.url(path)), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().read()).isEqualTo(content[0] & 0xff);
        return answer.body();
    }

    long transfers() {
        return twin.account(purse.address()).path("transfers").asLong();
    }

    /** Brings the same payment again; true when the whole file came. */
    boolean comeBack(ServeProcess serve) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(paid(serve.url(path)), BodyHandlers.ofByteArray());
        if (answer.statusCode() == 200) {
            assertThat(answer.body()).as(label + ": the bytes").isEqualTo(content);
            assertThat(transfers()).as(label + ": transfers behind a delivery").isEqualTo(1);
            return true;
        }
        assertThat(answer.statusCode())
                .as(() -> label + ": " + new String(answer.body()))
                .isEqualTo(503);
        assertThat(answer.headers().firstValue("PAYMENT-REQUIRED"))
                .as(label + ": fresh terms for somebody who may have paid")
                .isEmpty();
        assertThat(transfers()).as(label + ": transfers").isLessThanOrEqualTo(1);
        return false;
    }

    @Override
    public String toString() {
        return label;
    }
}
