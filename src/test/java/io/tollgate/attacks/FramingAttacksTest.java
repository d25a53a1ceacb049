package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R14, R15, R36: requests whose path, method or end two parsers may interpret differently. */
class FramingAttacksTest {
    private static final String SECRET = "bytes that only a buyer may see";

    private static TestGateway gateway;
    private static TestGateway.Sold sold;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        sold = gateway.upload(SECRET.getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//download/ID",
                "/./download/ID",
                "/x/../download/ID",
                "/download/../download/ID",
                "/%64ownload/ID",
                "/download%2FID",
                "/download%252FID",
                "/%2e%2e/download/ID",
                "/download/ID;v=1",
                "/download;a=b/ID",
                "/download/ID/",
                "/download//ID",
                "\\download\\ID",
                "/download\\ID",
                "/DOWNLOAD/ID",
                "/Download/ID",
                "/download/ID%00",
                "/download/ID?x=1",
                "/download/ID#fragment",
                "http://127.0.0.1/download/ID",
                "https://elsewhere.example/download/ID",
                "download/ID",
                "*",
            })
    void r14NoPathDeliversUnpaidContent(String target) {
        RawHttp.Answer answer = RawHttp.get(gateway.port(), target.replace("ID", sold.blobId()));

        assertThat(answer.status()).isIn(400, 402, 404, 414);
        assertThat(answer.text()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get"})
    void r15OtherMethodsAreRefused(String method) {
        RawHttp.Answer answer = RawHttp.send(
                gateway.port(),
                method + " /download/" + sold.blobId()
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isIn(400, 405);
        assertThat(answer.text()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override: HEAD", "X-Method-Override: OPTIONS", "CamelHttpMethod: HEAD"})
    void r15MethodOverrideHeadersChangeNothing(String header) {
        RawHttp.Answer answer = RawHttp.get(gateway.port(), "/download/" + sold.blobId(), header);

        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.body()).contains("maxAmountRequired");
    }

    @Test
    void r15APreflightIsFree() {
        RawHttp.Answer answer = RawHttp.send(
                gateway.port(),
                "OPTIONS /download/" + sold.blobId()
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://shop.example\r\n"
                        + "Access-Control-Request-Method: GET\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text())
                .containsIgnoringCase("Access-Control-Allow-Origin: *")
                .contains("PAYMENT-SIGNATURE")
                .doesNotContainIgnoringCase("Allow-Credentials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                "X-Folded: a\r\n b\r\n\r\n",
                "X-Folded: a\r\n\tb\r\n\r\n",
                " X-Leading: a\r\n\r\n",
                "Content-Length: 0\r\nContent-Length: 5\r\n\r\nhello",
                "Content-Length: +5\r\n\r\nhello",
                "Content-Length: 0x5\r\n\r\nhello",
                "Content-Length: 5, 5\r\n\r\nhello",
                "Content-Length: -1\r\n\r\n",
            })
    void r36AnAmbiguousEndIsRefusedAndTheConnectionClosed(String rest) {
        RawHttp.Answer answer = RawHttp.send(
                gateway.port(), "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n" + rest + "GET /health HTTP/1.1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.closed()).isTrue();
    }

    @Test
    void r36ATransferEncodingOnHttp10IsRefused() {
        RawHttp.Answer answer = RawHttp.send(
                gateway.port(), "POST /health HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.closed()).isTrue();
    }

    @Test
    void r36AFoldedLineIsFoundEvenWhenItArrivesByteByByte() throws Exception {
        String request = "GET /health HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n ";
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setTcpNoDelay(true);
            for (byte one : request.getBytes(StandardCharsets.US_ASCII)) {
                socket.getOutputStream().write(one);
                socket.getOutputStream().flush();
            }
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void aPipelinedRequestIsServed() {
        RawHttp.Answer answer = RawHttp.send(
                gateway.port(),
                "GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer.text().split("\"status\":\"ok\"", -1)).hasSize(3);
    }
}
