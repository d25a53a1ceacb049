package io.tollgate.walrus.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R24 for unsealed files. */
class Sha256CheckedTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 200_000})
    void theRightBytesAreReturned(int size) throws Exception {
        byte[] content = content(size);

        assertThat(checked(content, content).readAllBytes()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000, 199_999})
    void aWrongByteAnywhereWithholdsTheEnd(int offset) throws Exception {
        byte[] content = content(200_000);
        byte[] wrong = content.clone();
        wrong[offset] ^= 1;
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        assertThatThrownBy(() -> checked(content, wrong).transferTo(output)).isInstanceOf(IOException.class);
        assertThat(output.size()).isLessThan(content.length);
    }

    @Test
    void tooManyOrTooFewBytesAreRefused() {
        byte[] content = content(100);

        assertThatThrownBy(() -> checked(content, content(101)).readAllBytes()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> checked(content, content(99)).readAllBytes()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> checked(content(50_000), content(20_000)).readAllBytes())
                .isInstanceOf(IOException.class);
    }

    private static Sha256Checked checked(byte[] stored, byte[] received) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored));
        return new Sha256Checked(new ByteArrayInputStream(received), hash, stored.length);
    }

    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }
}
