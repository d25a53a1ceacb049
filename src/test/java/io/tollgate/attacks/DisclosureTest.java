package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.mcp.McpCaller;
import io.tollgate.upload.DataFolderInspector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R25: unpaid requests and provoked errors disclose no internals. */
class DisclosureTest {
    private static final String MARKER = "the marker of a file that is for sale; ";

    private static TestGateway gateway;
    private static DataFolderInspector inspector;
    private static TestGateway.Sold sold;
    private static TestGateway.Sold damaged;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of(
                "TOLLGATE_UPLOAD_MAX_SIZE",
                "1MiB",
                "TOLLGATE_FACILITATOR_SETTLE_TIMEOUT",
                "1s",
                "MCP_TOKEN",
                "a-token-this-test-ignores",
                "MCP_PUBLIC",
                "true"));
        inspector = new DataFolderInspector(gateway);
        sold = gateway.upload(MARKER.repeat(5_000).getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
        damaged = gateway.upload(new byte[100], "0");
        inspector.damageKey(damaged.blobId());
    }

    @AfterAll
    static void stop() {
        inspector.close();
        gateway.close();
    }

    @AfterEach
    void restoreStorage() {
        gateway.restoreStorage();
    }

    private static String path() {
        return sold.downloadUrl().getPath();
    }

    private static RawHttp.Answer request(String line, String... headers) {
        StringBuilder text = new StringBuilder(line + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        List.of(headers).forEach(header -> text.append(header).append("\r\n"));
        return RawHttp.send(
                gateway.port(), text.append("Connection: close\r\n\r\n").toString());
    }

    private static RawHttp.Answer pay(boolean v2) {
        TestPayer payer = new TestPayer(gateway.buyer());
        var challenge = gateway.get(sold.downloadUrl());
        String payment = TestPayer.encode(v2 ? payer.v2(challenge) : payer.v1(challenge));
        return request("GET " + path(), (v2 ? "PAYMENT-SIGNATURE: " : "X-PAYMENT: ") + payment);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("unpaid", 402, () -> request("GET " + path())),
                refusal("unpaid HEAD", 402, () -> request("HEAD " + path())),
                refusal("unpaid range", 402, () -> request("GET " + path(), "Range: bytes=0-10")),
                refusal("browser", 402, () -> request("GET " + path(), "Accept: text/html", "User-Agent: Mozilla/5.0")),
                refusal("malformed payment", 400, () -> request("GET " + path(), "PAYMENT-SIGNATURE: e30=")),
                refusal("bad path", 400, () -> request("GET /../" + path())),
                refusal("unknown file", 404, () -> request("GET /download/" + "A".repeat(43))),
                refusal("unknown path", 404, () -> request("GET /nothing/here")),
                refusal("other method", 405, () -> request("DELETE " + path(), "Content-Length: 0")),
                refusal("no form", 415, () -> request("POST /upload", "Content-Length: 0")),
                refusal("too large", 413, () -> request("PUT /upload?price=0", "Content-Length: 2000000")),
                refusal("bad field", 400, () -> request("PUT /upload?price=x", "Content-Length: 0")),
                refusal("large head", 431, () -> request("GET /health", "X-Large: " + "x".repeat(20_000))),
                refusal("key that does not open", 503, () -> request("GET /download/" + damaged.blobId())),
                refusal("storage down", 503, () -> {
                    gateway.breakStorage();
                    return pay(true);
                }),
                refusal("publisher down", 502, () -> {
                    gateway.walrusFault("{\"store\":{\"html\":true}}");
                    return request("PUT /upload?price=0", "Content-Length: 0");
                }),
                refusal("verification fails", 503, () -> {
                    gateway.facilitatorFault("{\"call\":\"verify\",\"kind\":\"garbage\",\"times\":1}");
                    return pay(true);
                }),
                refusal("settlement unknown", 503, () -> {
                    gateway.facilitatorFault("{\"call\":\"settle\",\"kind\":\"hang\",\"millis\":1500,\"times\":1}");
                    return pay(false);
                }),
                refusal("settlement refused", 402, () -> {
                    gateway.facilitatorFault("{\"call\":\"settle\",\"kind\":\"rejected\",\"times\":1}");
                    return pay(true);
                }));
    }

    private static Arguments refusal(String what, int status, Supplier<RawHttp.Answer> request) {
        return Arguments.of(what, status, request);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void r25ARefusalDisclosesNoInternals(String what, int status, Supplier<RawHttp.Answer> request) {
        RawHttp.Answer answer = request.get();

        assertThat(answer.status()).isEqualTo(status);
        assertDisclosesNothing(answer.text() + decoded(answer.text()));
        if (status != 402 && status != 431) {
            assertThat(answer.text()).containsIgnoringCase("Content-Type: application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"quote-download", "download-file-from-walrus", "get-data-from-resource-server"})
    void r25AToolDisclosesNoInternalsBeforePayment(String tool) {
        Map<String, String> arguments =
                tool.startsWith("get") ? Map.of("url", sold.downloadUrl().toString()) : Map.of("blobId", sold.blobId());

        JsonNode result = new McpCaller(gateway, null).call(tool, arguments);

        assertThat(result.toString()).contains(tool.startsWith("get") ? "x402Version" : sold.blobId());
        assertDisclosesNothing(result.toString());
    }

    private static void assertDisclosesNothing(String text) {
        byte[] wrapped = inspector.item(sold.blobId()).readable().wrappedKey();
        assertThat(text)
                .doesNotContain("marker of a file")
                .doesNotContain("/v1/blobs")
                .doesNotContain("/dev/")
                .doesNotContain(gateway.folder().toString())
                .doesNotContain("kek")
                .doesNotContain(Base64.getEncoder().encodeToString(wrapped).substring(0, 40))
                .doesNotContain(Base64.getUrlEncoder().encodeToString(wrapped).substring(0, 40))
                .doesNotContain(HexFormat.of().formatHex(wrapped).substring(0, 40))
                .doesNotContain("Exception")
                .doesNotContain("io.tollgate")
                .doesNotContain("org.apache")
                .doesNotContain("java.")
                .doesNotContain("\tat ")
                .doesNotContainIgnoringCase("camel")
                .doesNotContainIgnoringCase("vert.x")
                .doesNotContainIgnoringCase("netty");
    }

    /** The x402 headers are base64, so their content must be decoded before the search. */
    private static String decoded(String answer) {
        StringBuilder all = new StringBuilder();
        answer.lines()
                .filter(line -> line.toUpperCase().matches("(X-)?PAYMENT-[A-Z]+: .*"))
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .forEach(value -> all.append(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return all.toString();
    }

    @Test
    void r25StoredBytesAreUnreadable() {
        String stored = new String(
                gateway.get(URI.create(sold.answer().path("blobUrl").asText())).body(), StandardCharsets.ISO_8859_1);

        assertThat(stored).hasSizeGreaterThan(MARKER.length() * 5_000);
        assertThat(stored).doesNotContain("marker").doesNotContain("for sale");
    }

    @Test
    void r25AnUploadAnswerContainsNoKey() {
        byte[] wrapped = inspector.item(sold.blobId()).readable().wrappedKey();

        assertThat(sold.answer().toString())
                .doesNotContain(Base64.getEncoder().encodeToString(wrapped).substring(0, 40))
                .doesNotContain(HexFormat.of().formatHex(wrapped).substring(0, 40))
                .doesNotContain(gateway.folder().toString());
    }

    @Test
    void r31UnknownFilesAllGetTheSameAnswer() {
        String unknown = request("GET /download/" + "A".repeat(43)).body();

        for (String id : List.of("B".repeat(43), "short", "x".repeat(300), "null", "0")) {
            assertThat(request("GET /download/" + id).body()).isEqualTo(unknown);
        }
    }
}
