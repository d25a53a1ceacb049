package io.tollgate.walrus.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Blake2bTest {
    @Test
    void theEmptyMessageHasItsPublishedDigest() {
        Blake2b hash = new Blake2b(0);

        hash.run();

        assertThat(HexFormat.of().formatHex(digest(hash, 0)))
                .isEqualTo("0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64, 77, 127, 128, 129, 255, 256, 257, 1000})
    void everyLaneAgreesWithAnIndependentImplementationAtEveryKindOfLength(int length) {
        Blake2b hash = new Blake2b(length);
        for (int lane = 0; lane < Blake2b.LANES; lane++) {
            hash.put(lane, message(length, lane));
        }

        hash.run();

        for (int lane = 0; lane < Blake2b.LANES; lane++) {
            assertThat(digest(hash, lane)).isEqualTo(independent(message(length, lane)));
        }
    }

    @Test
    void aSecondRunIsIndependentOfTheFirst() {
        Blake2b hash = new Blake2b(300);
        hash.put(5, message(300, 1));
        hash.run();
        hash.put(5, message(300, 2));

        hash.run();

        assertThat(digest(hash, 5)).isEqualTo(independent(message(300, 2)));
    }

    @Test
    void aPairIsHashedAsItsFirstByteAndBothDigests() {
        byte[] message = message(65, 3);
        message[0] = 1;
        long[] digests = new long[2 * Blake2b.WORDS];
        for (int i = 0; i < 64; i++) {
            digests[i / 8] |= (message[1 + i] & 0xFFL) << 8 * (i % 8);
        }
        Blake2b hash = new Blake2b(65);

        hash.put(7, 1, digests, 0, digests, 4);
        hash.run();

        assertThat(digest(hash, 7)).isEqualTo(independent(message));
    }

    private static byte[] digest(Blake2b hash, int lane) {
        long[] digest = new long[1 + Blake2b.WORDS];
        hash.digest(lane, digest, 1);
        return Blake2b.bytes(digest, 1);
    }

    private static byte[] message(int length, int seed) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) (i * 151 + 201 + seed);
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
