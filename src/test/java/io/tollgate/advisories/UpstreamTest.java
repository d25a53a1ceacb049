package io.tollgate.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** CVE-2026-85251 (R19): storage that redirects is not followed. R22: nor is it read for a buyer who has closed the connection. */
class UpstreamTest {
    private static FakeWalrus walrus;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        walrus = new FakeWalrus();
        gateway = TestGateway.start(Map.of(
                "WALRUS_PUBLISHER_URL",
                walrus.url(),
                "WALRUS_AGGREGATOR_URLS",
                walrus.url(),
                "TOLLGATE_WALRUS_MAX_PART_SIZE",
                "64MiB",
                // this Walrus gives every blob the same id
                "TOLLGATE_WALRUS_ID_CHECK_LIMIT",
                "0B"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        walrus.close();
    }

    @AfterEach
    void mend() {
        walrus.redirectsReads = false;
        walrus.redirectsWrites = false;
    }

    private static HttpResponse<byte[]> put(byte[] content) {
        return gateway.send(HttpRequest.newBuilder(gateway.url("/upload?price=0&sealed=false"))
                .header("Authorization", "Bearer a-token-for-this-gateway")
                .PUT(BodyPublishers.ofByteArray(content))
                .build());
    }

    @Test
    void aPublishersRedirectIsNotFollowed() {
        walrus.redirectsWrites = true;

        HttpResponse<byte[]> answer = put(new byte[1000]);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(new String(answer.body())).doesNotContain("elsewhere");
        assertThat(walrus.callsElsewhere).hasValue(0);
    }

    @Test
    void anAggregatorsRedirectIsNotFollowed() {
        walrus.redirectsReads = true;

        HttpResponse<byte[]> answer = put(new byte[1000]);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(walrus.callsElsewhere).hasValue(0);
    }

    @Test
    void r22ABuyerWhoClosesTheConnectionEndsTheReadingOfTheFile() throws Exception {
        byte[] content = "x".repeat(50_000_000).getBytes(StandardCharsets.US_ASCII);
        HttpResponse<byte[]> upload = put(content);
        assertThat(upload.statusCode()).as(new String(upload.body())).isEqualTo(200);
        String path = "/download/" + TestGateway.json(upload).path("blobId").asText();

        try (Socket client = new Socket("127.0.0.1", gateway.port())) {
            client.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readNBytes(1_000_000)).hasSize(1_000_000);
        }

        assertThat(walrus.broken.get(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(walrus.sent.get()).isLessThan(40_000_000);
    }
}
