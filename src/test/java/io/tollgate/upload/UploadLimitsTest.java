package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R30: authorization and size limits of uploads. */
class UploadLimitsTest {
    private static final String TOKEN = "a token of sixteen or more".replace(' ', '-');
    private static final int LIMIT = 100 * 1024;

    private static TestGateway gateway;
    private static DataFolderInspector inspector;
    private static ExecutorService threads;

    /** The gateway reads a refused body for five seconds; these requests run at the same time. */
    private static Future<RawHttp.Answer> withoutToken;

    private static Future<RawHttp.Answer> tooLarge;
    private static Future<RawHttp.Answer> expecting;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("UPLOAD_TOKEN", TOKEN, "TOLLGATE_UPLOAD_MAX_SIZE", "100KiB"));
        inspector = new DataFolderInspector(gateway);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        withoutToken = sent("Content-Length: 90000000\r\n\r\n" + "x".repeat(3_000_000));
        String one = "Authorization: Bearer " + TOKEN + "\r\nContent-Length: " + (LIMIT + 1);
        tooLarge = sent(one + "\r\nConnection: close\r\n\r\n");
        expecting = sent(one + "\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
    }

    private static Future<RawHttp.Answer> sent(String rest) {
        return threads.submit(() -> RawHttp.send(gateway.port(), "PUT /upload?price=0 HTTP/1.1\r\nHost: x\r\n" + rest));
    }

    @AfterAll
    static void stop() {
        threads.close();
        inspector.close();
        gateway.close();
    }

    private static HttpResponse<byte[]> put(int size, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url("/upload?price=0"))
                .PUT(BodyPublishers.ofByteArray(UploadTest.content(size)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return gateway.send(request.build());
    }

    @Test
    void r30WithoutATokenNothingIsStored() {
        int before = inspector.forSale().size();

        HttpResponse<byte[]> answer = put(100);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("upload_token_required");
        assertThat(inspector.forSale()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer ",
                "Bearer another-token-of-some-length",
                "Bearer a-token-of-sixteen-or-mor",
                "Bearer a-token-of-sixteen-or-more-and-more",
                "Bearer A-TOKEN-OF-SIXTEEN-OR-MORE",
                "Basic a-token-of-sixteen-or-more",
                "a-token-of-sixteen-or-more"
            })
    void r30AnotherTokenIsRefused(String authorization) {
        assertThat(put(100, "Authorization", authorization).statusCode()).isEqualTo(401);
    }

    @Test
    void r30ATokenInTheQueryIsIgnored() {
        HttpResponse<byte[]> answer =
                gateway.send(HttpRequest.newBuilder(gateway.url("/upload?price=0&Authorization=Bearer%20" + TOKEN))
                        .PUT(BodyPublishers.ofByteArray(UploadTest.content(10)))
                        .build());

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void r30TheTokenAuthorizesAnUpload() {
        HttpResponse<byte[]> answer = put(100, "Authorization", "Bearer " + TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body())).doesNotContain(TOKEN);
    }

    @Test
    void r30ARefusedClientReadsTheAnswerAndTheConnectionIsClosed() throws Exception {
        RawHttp.Answer answer = withoutToken.get();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.closed()).isTrue();
    }

    @Test
    void r30AConnectionIsReusableAfterARefusedBody() {
        RawHttp.Answer answer = RawHttp.send(
                gateway.port(),
                "PUT /upload?price=0 HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n" + "x".repeat(300_000)
                        + "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("\"status\":\"ok\"");
    }

    @Test
    void aFileOfExactlyTheLimitIsAccepted() {
        assertThat(put(LIMIT, "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
    }

    @Test
    void r30ATooLargeContentLengthIsRefusedBeforeTheBody() throws Exception {
        RawHttp.Answer answer = tooLarge.get();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"too_large\"");
        assertThat(answer.closed()).isTrue();
    }

    @Test
    void r30ATooLargeUploadGetsNo100Continue() throws Exception {
        RawHttp.Answer answer = expecting.get();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).doesNotContain("100 Continue");
    }

    @Test
    void r30ATooLargeChunkedFileIsRefusedWhileItIsSent() {
        int before = inspector.forSale().size();
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";

        RawHttp.Answer answer = RawHttp.send(
                gateway.port(),
                "PUT /upload?price=0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TOKEN
                        + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunk.repeat(7)
                        + "0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(413);
        await().until(() -> inspector.incoming().isEmpty());
        assertThat(inspector.forSale()).hasSize(before);
    }

    @Test
    void r30ATooLargeFormIsRefusedInEitherOrder() {
        int before = inspector.forSale().size();
        byte[] large = UploadTest.content(LIMIT + 1);

        for (Form form : new Form[] {
            new Form().field("price", "0").file(large), new Form().file(large).field("price", "0")
        }) {
            HttpRequest request = form.request(gateway.url("/upload"));
            HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(request, (name, value) -> true)
                    .header("Authorization", "Bearer " + TOKEN)
                    .build());

            assertThat(answer.statusCode()).isEqualTo(413);
        }
        await().until(() -> inspector.spooled().isEmpty());
        assertThat(inspector.forSale()).hasSize(before);
    }

    /** A client that writes its whole request before it reads must neither hang nor block its connection. */
    @Test
    void r30ARefusedUploadIsReadToItsEndAndTheConnectionIsReused() {
        String large = "x".repeat(20_000_000);

        for (String authorization : new String[] {"", "Authorization: Bearer " + TOKEN + "\r\n"}) {
            RawHttp.Answer answer = RawHttp.send(
                    gateway.port(),
                    "PUT /upload?price=bad HTTP/1.1\r\nHost: x\r\n" + authorization + "Content-Length: "
                            + large.length() + "\r\n\r\n" + large
                            + "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(answer.status()).isIn(400, 401, 413);
            assertThat(answer.text()).contains("HTTP/1.1 200 ").contains("\"ok\"");
        }
    }
}
