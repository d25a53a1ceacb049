package io.tollgate.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.upload.Form;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Forms that arrive in chunks, split at every possible place. */
class MultipartBodyTest {
    private static final int READ = 64 * 1024;
    private static final byte[] TRICKY =
            ("\r\n--" + Form.BOUNDARY.substring(3) + "\r\n--\r\n\r\n--" + Form.BOUNDARY.replace("y", "")).getBytes();

    /** One byte at a time. */
    private static final class Drip extends ByteArrayInputStream {
        Drip(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
        }
    }

    private static MultipartBody body(InputStream in) {
        return new MultipartBody(in, Form.CONTENT_TYPE);
    }

    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static void assertForm(byte[] form, byte[] file, Map<String, String> fields) throws IOException {
        InputStream source = form.length < 1_000 ? new Drip(form) : new ByteArrayInputStream(form);
        try (MultipartBody body = body(source)) {
            StreamedFile streamed = body.file().orElseThrow();

            assertThat(streamed.field()).isEqualTo("file");
            assertThat(streamed.fileName()).isEqualTo("sample.bin");
            assertThat(streamed.contentType()).isEqualTo("application/octet-stream");
            assertThat(Arrays.equals(streamed.readAllBytes(), file)).isTrue();
            assertThat(body.allFields()).containsAllEntriesOf(fields);
        }
    }

    @Test
    void aFormArrivesByteByByte() throws IOException {
        byte[] form = new Form()
                .field("price", "0.01")
                .field("title", "Grüße\r\nin two lines")
                .file(TRICKY)
                .field("late", "")
                .complete();

        assertForm(form, TRICKY, Map.of("price", "0.01", "title", "Grüße\r\nin two lines", "late", ""));
    }

    @Test
    void aFormMayBeSplitAnywhereAfterItsFileStarts() throws IOException {
        int head = new Form().field("price", "1").file(new byte[0]).withoutEnd().length;
        int tail = new Form().field("title", "behind").complete().length + TRICKY.length;

        for (int cut = -4; cut < tail; cut++) {
            byte[] file = Arrays.copyOf(content(READ - head - cut), READ - head - cut + TRICKY.length);
            System.arraycopy(TRICKY, 0, file, file.length - TRICKY.length, TRICKY.length);
            byte[] form = new Form()
                    .field("price", "1")
                    .file(file)
                    .field("title", "behind")
                    .complete();

            assertForm(form, file, Map.of("price", "1", "title", "behind"));
        }
    }

    @Test
    void aFileMayBeSplitAnywhereNearItsEnd() throws IOException {
        int head = new Form().file(new byte[0]).withoutEnd().length - 2;

        for (int beyond = -40; beyond < 10; beyond++) {
            byte[] file = content(READ - head + beyond);

            assertForm(new Form().file(file).field("price", "1").complete(), file, Map.of("price", "1"));
        }
    }

    @Test
    void aFileOfLineBreaksIsReadUnchanged() throws IOException {
        for (String ends : new String[] {"\r", "\n", "\r\n", "\n\r"}) {
            byte[] file = ends.repeat(2 * READ).getBytes();

            assertForm(new Form().file(file).field("price", "1").complete(), file, Map.of("price", "1"));
        }
    }

    @Test
    void aFormMayBeSplitAnywhereBeforeItsFile() throws IOException {
        String filler = "x".repeat(16_000);
        Form front = new Form();
        for (int i = 0; i < 4; i++) {
            front.field("filler" + i, filler);
        }
        int room = READ - front.withoutEnd().length;
        int parts = new Form().field("pad", "").field("price", "1").file(TRICKY).withoutEnd().length;

        for (int pad = Math.max(0, room - parts); pad < room; pad++) {
            Form form = new Form();
            for (int i = 0; i < 4; i++) {
                form.field("filler" + i, filler);
            }
            byte[] bytes = form.field("pad", "p".repeat(pad))
                    .field("price", "1")
                    .file(TRICKY)
                    .complete();

            assertForm(bytes, TRICKY, Map.of("price", "1", "pad", "p".repeat(pad), "filler3", filler));
        }
    }

    @Test
    void aTruncatedFormIsRefused() throws IOException {
        byte[] form = new Form().field("price", "1").file(TRICKY).complete();
        int file = new Form().field("price", "1").file(TRICKY).withoutEnd().length;

        for (int length = 0; length < file; length++) {
            byte[] cut = Arrays.copyOf(form, length);
            boolean whole;
            try (MultipartBody body = body(new ByteArrayInputStream(cut))) {
                whole = body.file().isPresent();
                if (whole) {
                    body.file().orElseThrow().readAllBytes();
                }
            } catch (Problem refused) {
                assertThat(refused.status()).isEqualTo(400);
                whole = false;
            }
            assertThat(whole).as("cut after %d bytes", length).isFalse();
        }
    }

    @Test
    void aFileInFrontOfAllFieldsIsRecognized() throws IOException {
        byte[] fileFirst = new Form().file(TRICKY).field("price", "1").complete();
        byte[] fieldFirst = new Form().field("price", "1").file(TRICKY).complete();

        try (MultipartBody first = body(new ByteArrayInputStream(fileFirst));
                MultipartBody second = body(new ByteArrayInputStream(fieldFirst))) {
            first.file();
            second.file();

            assertThat(first.startsWithFile()).isTrue();
            assertThat(second.startsWithFile()).isFalse();
        }
    }

    @Test
    void bytesBehindTheFormAreReadUpToALimit() {
        byte[] form = new Form().field("price", "1").file(TRICKY).complete();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> {
                    try (MultipartBody body = body(new SequenceInputStream(new ByteArrayInputStream(form), endless))) {
                        body.file().orElseThrow().readAllBytes();
                        body.allFields();
                    }
                })
                .isInstanceOf(Problem.class)
                .hasMessageContaining("malformed");
    }

    @Test
    void aBrokenSourceIsNotABrokenForm() {
        byte[] open = new Form().field("price", "1").file(content(100_000)).withoutEnd();
        InputStream breaking = new ByteArrayInputStream(open) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                if (pos > 80_000) {
                    throw new IllegalCallerException("broken");
                }
                return super.read(target, offset, Math.min(length, 1_000));
            }
        };

        assertThatThrownBy(() -> {
                    try (MultipartBody body = body(breaking)) {
                        body.file().orElseThrow().readAllBytes();
                    }
                })
                .isInstanceOf(IllegalCallerException.class);
    }
}
