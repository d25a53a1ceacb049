package io.tollgate.dev.walrus;

import static io.tollgate.dev.walrus.DevStore.body;
import static io.tollgate.dev.walrus.DevStore.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.walrus.encoding.BlobId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuiltTest {
    @TempDir
    private Path directory;

    private DevStore store;

    @BeforeEach
    void open() {
        store = new DevStore(directory);
    }

    @Test
    void aPatchIdConsistsOfQuiltIdVersionAndColumns() throws IOException {
        DevAnswer answer = put(form("B", "only", "x"));

        String quilt = json(answer).findValue("blobId").textValue();
        String patch = json(answer).at("/storedQuiltBlobs/0/quiltPatchId").textValue();

        assertThat(Quilt.PatchId.parse(patch)).contains(new Quilt.PatchId(BlobId.parse(quilt), 1, 2));
        assertThat(patch).hasSize(50).startsWith(quilt.substring(0, 42));
    }

    @Test
    void theSameBlobHasAnotherIdInAnotherQuilt() throws IOException {
        String alone = json(put(form("B", "a", "x"))).findValue("quiltPatchId").textValue();
        String withAnother = json(put(form("B", "a", "x", "b", "y")))
                .findValue("quiltPatchId")
                .textValue();

        assertThat(withAnother).isNotEqualTo(alone);
    }

    @Test
    void aBlobCanBeBinaryOrEmpty() throws IOException {
        String binary = "\r\n--B-is-not-the-end\r\n\0";
        String id = json(put(form("Boundary", "empty", "", "odd", binary)))
                .findValue("blobId")
                .textValue();

        assertThat(body(store.walrus.readOfQuilt(read("/v1/blobs/by-quilt-id/" + id + "/empty"))))
                .isEmpty();
        assertThat(body(store.walrus.readOfQuilt(read("/v1/blobs/by-quilt-id/" + id + "/odd"))))
                .isEqualTo(binary);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--B--\r\n",
                "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nnever ends",
                "--B\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--B--\r\n",
                "--B\r\nContent-Disposition: form-data; name=\"a \"\r\n\r\nx\r\n--B--\r\n",
                "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n"
            })
    void aFormThatIsNotAQuiltIsRefused(String form) throws IOException {
        DevAnswer answer = put(form);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(body(answer)).contains("MALFORMED_REQUEST", "the request is malformed: ");
    }

    @Test
    void duplicateNamesAreRefused() throws IOException {
        assertThat(put(form("B", "a", "1", "a", "2")).status()).isEqualTo(400);
        assertThat(put(form("B", "a", "1", "_metadata", "[{\"identifier\":\"a\"},{\"identifier\":\"a\"}]"))
                        .status())
                .isEqualTo(400);
        assertThat(put(form("B", "a", "1", "_metadata", "{")).status()).isEqualTo(400);
    }

    @Test
    void aBlobThatIsNotAQuiltHasNoPatches() throws IOException {
        String id = store.storeAndGetId(null, "plain");

        DevAnswer answer = store.walrus.listPatches(read("/v1/quilts/" + id + "/patches"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(body(answer)).contains("QUILT_PATCH_NOT_FOUND");
    }

    @Test
    void aFormAboveTheLimitIsRefused() throws IOException {
        DevStore limited = new DevStore(directory, settings -> settings.withMaxQuilt(50));

        assertThat(put(limited, form("B", "a", "x".repeat(100))).status()).isEqualTo(413);
    }

    private DevAnswer put(String form) throws IOException {
        return put(store, form);
    }

    private static DevAnswer put(DevStore store, String form) throws IOException {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        String boundary = form.startsWith("--Boundary") ? "Boundary" : "B";
        return store.walrus.putQuilt(new DevRequest(
                "PUT",
                "/v1/quilts",
                null,
                Map.of("content-type", "multipart/form-data; boundary=" + boundary),
                new ByteArrayInputStream(body)));
    }

    private static DevRequest read(String path) {
        return DevStore.get(path, null, Map.of());
    }

    /** Builds a form from alternating names and contents. */
    static String form(String boundary, String... namesAndContents) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            form.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"");
            form.append(namesAndContents[i]).append("\"; filename=\"ignored\"\r\nContent-Type: image/png\r\n\r\n");
            form.append(namesAndContents[i + 1]).append("\r\n");
        }
        return form.append("--").append(boundary).append("--\r\n").toString();
    }
}
