package io.tollgate.walrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Blake2bTest {
    private final Blake2b hash = new Blake2b();

    @Test
    void theEmptyMessageHasItsPublishedDigest() {
        long[] digest = new long[Blake2b.WORDS];

        hash.hash(new byte[0], 0, digest, 0);

        assertThat(HexFormat.of().formatHex(Blake2b.bytes(digest, 0)))
                .isEqualTo("0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64, 77, 127, 128, 129, 255, 256, 257, 1000})
    void agreesWithAnIndependentImplementationAtEveryKindOfLength(int length) {
        byte[] message = message(length + 5);
        long[] digest = new long[7];

        hash.hash(message, length, digest, 3);

        assertThat(Blake2b.bytes(digest, 3)).isEqualTo(independent(Arrays.copyOf(message, length)));
    }

    @Test
    void aPairIsHashedAsItsPrefixAndBothDigests() {
        byte[] message = message(65);
        message[0] = 1;
        long[] digests = new long[3 * Blake2b.WORDS];
        for (int i = 0; i < 64; i++) {
            digests[i / 8] |= (message[1 + i] & 0xFFL) << 8 * (i % 8);
        }

        hash.hashPair(1, digests, 0, digests, 4, digests, 8);

        assertThat(Blake2b.bytes(digests, 8)).isEqualTo(independent(message));
    }

    private static byte[] message(int length) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) (i * 151 + 201);
        }
        return message;
    }

    private static byte[] independent(byte[] message) {
        Blake2bDigest digest = new Blake2bDigest(256);
        digest.update(message, 0, message.length);
        byte[] result = new byte[32];
        digest.doFinal(result, 0);
        return result;
    }
}
