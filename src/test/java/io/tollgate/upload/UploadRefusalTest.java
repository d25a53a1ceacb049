package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Refused uploads: each answer gives the reason, and nothing is put up for sale. */
class UploadRefusalTest {
    private static final byte[] CONTENT = "not for sale".getBytes(StandardCharsets.UTF_8);

    private static TestGateway gateway;
    private static DataFolderInspector inspector;
    private int forSale;

    @BeforeAll
    static void start() {
        // short timeouts; other tests cover the wait for a busy publisher
        gateway = TestGateway.start(
                Map.of("TOLLGATE_WALRUS_BUSY_PATIENCE", "1s", "TOLLGATE_WALRUS_PUBLISH_ATTEMPTS", "2"));
        inspector = new DataFolderInspector(gateway);
    }

    @AfterAll
    static void stop() {
        inspector.close();
        gateway.close();
    }

    @BeforeEach
    void count() {
        forSale = inspector.forSale().size();
    }

    @AfterEach
    void assertNothingIsForSaleOrSpooled() {
        gateway.restoreStorage();
        assertThat(inspector.forSale()).hasSize(forSale);
        assertThat(inspector.spooled()).isEmpty();
    }

    private static HttpResponse<byte[]> put(String query) {
        return gateway.send(HttpRequest.newBuilder(gateway.url("/upload?" + query))
                .PUT(BodyPublishers.ofByteArray(CONTENT))
                .build());
    }

    private static HttpResponse<byte[]> post(byte[] body, String type) {
        return gateway.send(HttpRequest.newBuilder(gateway.url("/upload"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = TestGateway.json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).isEqualTo(code);
    }

    static Stream<Arguments> badFields() {
        return Stream.of(
                Arguments.of("price", "much", "price"),
                Arguments.of("price", "-1", "price"),
                Arguments.of("price", "1e3", "price"),
                Arguments.of("price", "NaN", "price"),
                Arguments.of("price", "0,01", "price"),
                Arguments.of("price", "0.0000001", "6 decimals"),
                Arguments.of("price", "9999999999999999999", "price"),
                Arguments.of("payTo", "0x70997970C51812dc3A010C7d01b50e0d17dc79c8", "payTo"),
                Arguments.of("payTo", "0x1234", "payTo"),
                Arguments.of("payTo", "alice.eth", "payTo"),
                Arguments.of("epochs", "0", "between 1 and 53"),
                Arguments.of("epochs", "-3", "between 1 and 53"),
                Arguments.of("epochs", "54", "between 1 and 53"),
                Arguments.of("epochs", "x", "whole number"),
                Arguments.of("epochs", "5.5", "whole number"),
                Arguments.of("epochs", "99999999999", "whole number"),
                Arguments.of("numEpochs", "54", "numEpochs"),
                Arguments.of("sealed", "no", "sealed"),
                Arguments.of("sealed", "false", "free to read on Walrus"),
                Arguments.of("sendTo", "0x1234", "Sui address"),
                Arguments.of("sendTo", "0x" + "g".repeat(64), "Sui address"),
                Arguments.of("sendTo", "0x" + "a".repeat(64) + "&epochs=53", "Sui address"),
                Arguments.of("title", "x".repeat(201), "title"),
                Arguments.of("title", "two\r\nlines", "title"),
                Arguments.of("description", "a NUL \u0000", "description"),
                Arguments.of("description", "x".repeat(501), "description"),
                Arguments.of("deletable", "true", "unknown field"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("badFields")
    void aBadFieldIsNamedInTheQueryAndInTheForm(String field, String value, String expected) {
        HttpResponse<byte[]> raw = put(field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        HttpResponse<byte[]> form =
                post(new Form().field(field, value).file(CONTENT).complete(), Form.CONTENT_TYPE);

        for (HttpResponse<byte[]> answer : List.of(raw, form)) {
            assertProblem(answer, 400, "invalid_upload");
            assertThat(TestGateway.json(answer).path("detail").asText()).contains(expected);
        }
    }

    @Test
    void aSaleNeedsTheEpochsOfItsAccessHours() {
        HttpResponse<byte[]> answer = put("price=0.01&epochs=2");

        assertProblem(answer, 400, "invalid_upload");
        assertThat(TestGateway.json(answer).path("detail").asText()).contains("at least 3");
    }

    @Test
    void aFieldTwiceIsRefused() {
        assertProblem(put("price=1&price=2"), 400, "duplicate_field");
        assertProblem(
                post(
                        new Form()
                                .field("price", "1")
                                .field("price", "2")
                                .file(CONTENT)
                                .complete(),
                        Form.CONTENT_TYPE),
                400,
                "duplicate_field");
    }

    static Stream<Arguments> badForms() {
        byte[] whole = new Form().field("price", "0").file(CONTENT).complete();
        byte[] cut = Arrays.copyOf(whole, whole.length - 40);
        byte[] inHeader = Arrays.copyOf(whole, 90);
        return Stream.of(
                Arguments.of(
                        "two files",
                        new Form().file(CONTENT).file("file", "b", CONTENT).complete(),
                        "too_many_files"),
                Arguments.of(
                        "two files after a field",
                        new Form()
                                .field("price", "0")
                                .file(CONTENT)
                                .file("other", "b", CONTENT)
                                .complete(),
                        "too_many_files"),
                Arguments.of("no file", new Form().field("price", "0").complete(), "file_missing"),
                Arguments.of("nothing", new Form().complete(), "file_missing"),
                Arguments.of(
                        "a file of another name",
                        new Form().file("upload", "a", CONTENT).complete(),
                        "file_missing"),
                Arguments.of("the file's end is missing", cut, "malformed_multipart"),
                Arguments.of("only a head", inHeader, "file_missing"),
                Arguments.of("an empty body", new byte[0], "file_missing"),
                Arguments.of("not a form", "hello".getBytes(StandardCharsets.UTF_8), "file_missing"),
                Arguments.of(
                        "another boundary",
                        new String(whole, StandardCharsets.UTF_8)
                                .replace(Form.BOUNDARY, "another")
                                .getBytes(StandardCharsets.UTF_8),
                        "file_missing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badForms")
    void aBrokenFormIsRefused(String what, byte[] body, String code) {
        assertProblem(post(body, Form.CONTENT_TYPE), 400, code);
    }

    @Test
    void aFormWithoutABoundaryIsRefused() {
        assertProblem(post(new Form().file(CONTENT).complete(), "multipart/form-data"), 400, "malformed_multipart");
    }

    @Test
    void aFormOfEndlessFieldsIsRefused() {
        Form many = new Form();
        for (int i = 0; i < 100; i++) {
            many.field("field" + i, "x");
        }

        HttpResponse<byte[]> fields = post(many.file(CONTENT).complete(), Form.CONTENT_TYPE);
        HttpResponse<byte[]> large = post(
                new Form().field("title", "x".repeat(500_000)).file(CONTENT).complete(), Form.CONTENT_TYPE);

        assertProblem(fields, 400, "malformed_multipart");
        assertProblem(large, 400, "malformed_multipart");
    }

    @Test
    void postAcceptsOnlyForms() {
        assertProblem(post(CONTENT, "application/octet-stream"), 415, "multipart_expected");
        assertProblem(post(CONTENT, "application/json"), 415, "multipart_expected");
    }

    @Test
    void anUnsealedFileMustBeDeclaredBeforeTheFile() {
        assertProblem(
                post(
                        new Form()
                                .file(CONTENT)
                                .field("sealed", "false")
                                .field("price", "0")
                                .complete(),
                        Form.CONTENT_TYPE),
                400,
                "invalid_upload");
    }

    @Test
    void aMalformedQueryIsRefused() {
        RawHttp.Answer answer = RawHttp.send(
                gateway.port(),
                "PUT /upload?title=%zz HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void aProxyLimitBelowThePublishersIsNotRetryable() {
        gateway.walrusFault("{\"store\":{\"html\":true,\"htmlStatus\":413}}");

        HttpResponse<byte[]> answer = put("price=0.01");

        assertProblem(answer, 413, "too_large");
        assertThat(TestGateway.json(answer).path("detail").asText()).contains("a part of ");
        assertThat(TestGateway.json(answer).path("retryable").asBoolean()).isFalse();
        assertThat(TestGateway.json(answer).has("limit"))
                .as("the limit of the proxy is unknown")
                .isFalse();
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    static Stream<Arguments> publisherFaults() {
        return Stream.of(
                Arguments.of("a proxy's error page", "{\"store\":{\"html\":true}}"),
                Arguments.of("too many requests", "{\"store\":{\"tooMany\":true}}"),
                Arguments.of("stored but not confirmed", "{\"store\":{\"unconfirmed\":true}}"),
                Arguments.of("connection broken", "{\"store\":{\"resetAfterBytes\":3}}"),
                Arguments.of("not readable afterwards", "{\"read\":{\"unavailable\":true}}"),
                Arguments.of("other bytes read back", "{\"read\":{\"wrongBytes\":true}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("publisherFaults")
    void aFileWithUncertainStorageIsNotForSale(String what, String fault) {
        gateway.walrusFault(fault);

        HttpResponse<byte[]> answer = put("price=0.01");

        assertThat(answer.statusCode()).isIn(502, 503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(TestGateway.json(answer).path("retryable").asBoolean()).isTrue();
    }
}
