package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.upload.Form;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R13, R29: file names, titles and media types that try to inject headers, paths or active content. */
class HeaderInjectionTest {
    private static final byte[] CONTENT = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> put(String query, String type) {
        return gateway.send(HttpRequest.newBuilder(gateway.url("/upload?" + query))
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofByteArray(CONTENT))
                .build());
    }

    private static RawHttp.Answer download(HttpResponse<byte[]> upload) {
        assertThat(upload.statusCode()).as(new String(upload.body())).isEqualTo(200);
        return RawHttp.get(
                gateway.port(),
                "/download/" + TestGateway.json(upload).path("blobId").asText());
    }

    private static List<String> headers(RawHttp.Answer answer) {
        return answer.text()
                .substring(0, answer.text().indexOf("\r\n\r\n"))
                .lines()
                .toList();
    }

    private static String header(RawHttp.Answer answer, String name) {
        return headers(answer).stream()
                .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .reduce((first, second) -> first + " AND " + second)
                .orElse("");
    }

    private static void assertHarmless(RawHttp.Answer answer, String disposition) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(header(answer, "Content-Disposition")).isEqualTo(disposition);
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Security-Policy")).isEqualTo("sandbox");
        assertThat(header(answer, "X-Injected")).isEmpty();
        assertThat(header(answer, "Set-Cookie")).isEmpty();
        assertThat(answer.body()).isEqualTo(new String(CONTENT, StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CR LF | a.txt%0D%0AX-Injected:%201 | attachment; filename=\"a.txtX-Injected: 1\"",
                "LF | a.txt%0ASet-Cookie:%20a=b | attachment; filename=\"a.txtSet-Cookie: a=b\"",
                "NUL | a%00.txt | attachment; filename=\"a.txt\"",
                "quote | a%22;%20filename=%22b.exe | attachment; filename=\"a__ filename=_b.exe\"; filename*=UTF-8''a%22%3B%20filename%3D%22b.exe",
                "path | ..%2F..%2Fetc%2Fpasswd | attachment; filename=\"passwd\"",
                "Windows path | C:%5CWindows%5Ccmd.exe | attachment; filename=\"cmd.exe\"",
                "dots | .. | attachment; filename=\"file\"",
                "slash at the end | a%2F | attachment; filename=\"file\"",
                "umlaut | M%C3%BCller%20%E2%82%AC.pdf | attachment; filename=\"M_ller _.pdf\"; filename*=UTF-8''M%C3%BCller%20%E2%82%AC.pdf",
                "right to left | a%E2%80%AEgpj.exe | attachment; filename=\"agpj.exe\"",
                "next line | a%C2%85b | attachment; filename=\"ab\"",
                "percent | 100%25.txt | attachment; filename=\"100_.txt\"; filename*=UTF-8''100%25.txt",
                "nothing | %20 | attachment; filename=\"file\"",
            })
    void r13AFileNameStaysAFileName(String what, String name, String disposition) {
        HttpResponse<byte[]> upload = put("price=0&title=t&name=" + name, "text/html");

        assertHarmless(download(upload), disposition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/pdf"})
    void r29ActiveContentIsServedAsASandboxedAttachment(String type) {
        HttpResponse<byte[]> upload = put("price=0&title=t&name=page.html", type);

        assertHarmless(download(upload), "attachment; filename=\"page.html\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../../../r29-outside", "/r29-outside", "..%5C..%5Cr29-outside", "walrus/../../r29-outside"})
    void r29AFileNameWithPathTraversalWritesNoFile(String name) throws IOException {
        String query = "price=0&title=t&name=" + name.replace("/", "%2F");

        assertHarmless(download(put(query, "text/plain")), "attachment; filename=\"r29-outside\"");
        try (Stream<Path> files = Files.walk(gateway.folder())) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("r29-outside");
        }
        assertThat(gateway.folder().resolveSibling("r29-outside")).doesNotExist();
        assertThat(Path.of("/r29-outside")).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "path | ../../x.txt | attachment; filename=\"x.txt\"",
                "Windows path | ..\\\\x.txt | attachment; filename=\"..x.txt\"",
                "umlaut | Müller.pdf | attachment; filename=\"M_ller.pdf\"; filename*=UTF-8''M%C3%BCller.pdf",
                "semicolon | a;b=c.txt | attachment; filename=\"a b c.txt\"",
            })
    void r13AFileNameInAFormStaysAFileName(String what, String name, String disposition) {
        HttpResponse<byte[]> upload = gateway.send(new Form()
                .field("price", "0")
                .field("title", "t")
                .file("file", name, CONTENT)
                .request(gateway.url("/upload")));

        assertHarmless(download(upload), disposition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.txt\r\nX-Injected: 1",
                "a.txt\nX-Injected: 1",
                "a\"\r\n\r\n<script>",
                "a.txt\"; x=\"y",
                "a\u0000b"
            })
    void r13AFileNameThatSplitsAPartHeadDoesNotSplitTheResponse(String name) {
        HttpResponse<byte[]> upload = gateway.send(new Form()
                .field("price", "0")
                .field("title", "t")
                .file("file", name, CONTENT)
                .request(gateway.url("/upload")));

        if (upload.statusCode() == 200) {
            RawHttp.Answer answer = download(upload);
            assertThat(header(answer, "X-Injected")).isEmpty();
            assertThat(header(answer, "Content-Disposition")).startsWith("attachment; filename=\"");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        } else {
            assertThat(upload.statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "description", "name"})
    void r13TextOfASellerCannotSplitA402(String field) {
        String value = "Prüfung \"quoted\" </script><script>alert(1)</script> \\ ü€";
        HttpResponse<byte[]> upload = put("price=0.01&" + field + "=" + encoded(value), "text/html");

        RawHttp.Answer answer = download(upload);

        assertThat(answer.status()).isEqualTo(402);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers(answer)).allMatch(line -> line.chars().allMatch(c -> c >= 0x20 && c < 0x7f));
    }

    @Test
    void r13ATitleReachesTheBuyerUnchanged() {
        String title = "Prüfung \"quoted\" <b> \\ ü€ 漢字";
        HttpResponse<byte[]> upload = put("price=0.01&title=" + encoded(title), "text/plain");

        HttpResponse<byte[]> challenge = gateway.get(gateway.url(
                "/download/" + TestGateway.json(upload).path("blobId").asText()));

        assertThat(TestPayer.terms(challenge)
                        .path("resource")
                        .path("description")
                        .asText())
                .isEqualTo(title);
        assertThat(TestGateway.json(challenge)
                        .path("accepts")
                        .path(0)
                        .path("description")
                        .asText())
                .isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "description"})
    void r13ATitleOfTwoLinesIsRefused(String field) {
        for (String value : List.of("a\r\nX-Injected: 1", "a\nb", "a\u0000b", "a\u0085b", "a\u202eb", "a\u2028b")) {
            assertThat(put("price=0&" + field + "=" + encoded(value), "text/plain")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "text/html/x",
                "text/html, text/plain",
                "text/<script>",
                "text/html;x=\u00fc",
                "\"text/html\"",
                "application/x-www-form-urlencoded"
            })
    void r13AnInvalidMediaTypeIsReplaced(String type) {
        RawHttp.Answer upload = RawHttp.send(
                gateway.port(),
                "PUT /upload?price=0&name=a HTTP/1.1\r\nHost: x\r\nContent-Type: " + type
                        + "\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");

        assertThat(upload.status()).isEqualTo(200);
        assertThat(upload.body()).contains("\"contentType\":\"application/octet-stream\"");
    }

    @Test
    void r13AnInvalidMediaTypeOfAPartIsReplaced() {
        HttpResponse<byte[]> upload = gateway.send(new Form()
                .field("price", "0")
                .part("form-data; name=\"file\"; filename=\"a\"", "text/html x\"y", CONTENT)
                .request(gateway.url("/upload")));

        assertThat(TestGateway.json(upload).path("contentType").asText()).isEqualTo("application/octet-stream");
    }
}
