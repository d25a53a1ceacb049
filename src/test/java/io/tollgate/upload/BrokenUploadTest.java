package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** R29, R30: an incomplete upload is not stored, because storing costs money. */
class BrokenUploadTest {
    private static final int LIMIT = 1024 * 1024;

    private static TestGateway gateway;
    private static DataFolderInspector inspector;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("TOLLGATE_UPLOAD_MAX_SIZE", "1MiB", "TOLLGATE_UPLOAD_MEMORY", "0B"));
        inspector = new DataFolderInspector(gateway);
    }

    @AfterAll
    static void stop() {
        inspector.close();
        gateway.close();
    }

    private static List<Path> stored() throws IOException {
        try (Stream<Path> files = Files.walk(gateway.folder().resolve("walrus"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void sendHalf(String head, byte[] half) throws Exception {
        List<Path> before = stored();
        int pending = inspector.pending();
        try (Socket client = new Socket("127.0.0.1", gateway.port())) {
            OutputStream out = client.getOutputStream();
            out.write((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(half);
            out.flush();
            await().until(() ->
                    inspector.pending() > pending && !inspector.spooled().isEmpty());
        }

        await().until(() -> inspector.spooled().isEmpty());
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void r29ABodyShorterThanItsLengthIsNotStored() throws Exception {
        sendHalf("PUT /upload?price=0.01 HTTP/1.1\r\nHost: x\r\nContent-Length: 400000", new byte[200_000]);
    }

    @Test
    void r29AChunkedUploadThatBreaksOffIsNotStored() throws Exception {
        byte[] size = (Integer.toHexString(300_000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] half = Arrays.copyOf(size, 200_000);

        sendHalf("PUT /upload?price=0.01 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked", half);
    }

    @Test
    void r29AFormShorterThanItsLengthIsNotStored() throws Exception {
        byte[] half = new Form()
                .field("price", "0.01")
                .file(UploadTest.content(200_000))
                .withoutEnd();

        sendHalf(
                "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 400000\r\nContent-Type: " + Form.CONTENT_TYPE,
                half);
    }

    @Test
    void r29AnEndlessChunkedUploadIsNotStored() throws Exception {
        List<Path> before = stored();
        Endless endless = new Endless();

        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(gateway.url("/upload?price=0.01"))
                .PUT(BodyPublishers.ofInputStream(() -> endless))
                .build());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(TestGateway.json(answer).path("limit").asLong()).isEqualTo(LIMIT);
        await().until(() -> inspector.spooled().isEmpty());
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void r29BytesAfterABodyOfTheWrongLengthAreNotAnotherUpload() throws Exception {
        List<Path> before = stored();
        String smuggled = "PUT /upload?price=0&name=smuggled HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";

        RawHttp.Answer answer = RawHttp.send(
                gateway.port(),
                "PUT /upload?price=0.01 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "0\r\n\r\n" + smuggled);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.closed()).isTrue();
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(before);
    }

    /** An endless stream. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            Arrays.fill(into, offset, offset + length, (byte) 'x');
            return length;
        }
    }
}
