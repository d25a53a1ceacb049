package io.tollgate.walrus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Blake2b-256 (RFC 7693, no key) made for millions of tiny messages: digests are four little-endian words in a caller's
 * array, and nothing is allocated. Not safe for several threads at once.
 */
final class Blake2b {
    /** Words in a digest. */
    static final int WORDS = 4;

    private static final int BLOCK = 128;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long IV0 = 0x6a09e667f3bcc908L;
    private static final long IV1 = 0xbb67ae8584caa73bL;
    private static final long IV2 = 0x3c6ef372fe94f82bL;
    private static final long IV3 = 0xa54ff53a5f1d36f1L;
    private static final long IV4 = 0x510e527fade682d1L;
    private static final long IV5 = 0x9b05688c2b3e6c1fL;
    private static final long IV6 = 0x1f83d9abfb41bd6bL;
    private static final long IV7 = 0x5be0cd19137e2179L;
    /** The IV's first word with the parameters mixed in: 32 bytes out, no key, no tree. */
    private static final long START = IV0 ^ 0x01010020L;

    private static final byte[] SIGMA = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3
    };

    private final long[] state = new long[8];
    private final long[] words = new long[16];
    private final byte[] tail = new byte[BLOCK];

    /** Hashes the first {@code length} bytes of a message. */
    void hash(byte[] message, int length, long[] digest, int at) {
        start();
        int done = 0;
        for (; length - done > BLOCK; done += BLOCK) {
            load(message, done);
            compress(done + BLOCK, 0);
        }
        System.arraycopy(message, done, tail, 0, length - done);
        Arrays.fill(tail, length - done, BLOCK, (byte) 0);
        load(tail, 0);
        compress(length, -1);
        System.arraycopy(state, 0, digest, at, WORDS);
    }

    /** Hashes 65 bytes: a prefix byte and two digests. */
    void hashPair(int prefix, long[] left, int leftAt, long[] right, int rightAt, long[] digest, int at) {
        start();
        long carried = prefix;
        for (int i = 0; i < WORDS; i++) {
            words[i] = carried | left[leftAt + i] << 8;
            carried = left[leftAt + i] >>> 56;
        }
        for (int i = 0; i < WORDS; i++) {
            words[WORDS + i] = carried | right[rightAt + i] << 8;
            carried = right[rightAt + i] >>> 56;
        }
        words[8] = carried;
        Arrays.fill(words, 9, 16, 0);
        compress(65, -1);
        System.arraycopy(state, 0, digest, at, WORDS);
    }

    /** The 32 bytes of a digest. */
    static byte[] bytes(long[] digest, int at) {
        byte[] bytes = new byte[WORDS * Long.BYTES];
        for (int i = 0; i < WORDS; i++) {
            LONGS.set(bytes, i * Long.BYTES, digest[at + i]);
        }
        return bytes;
    }

    private void start() {
        state[0] = START;
        state[1] = IV1;
        state[2] = IV2;
        state[3] = IV3;
        state[4] = IV4;
        state[5] = IV5;
        state[6] = IV6;
        state[7] = IV7;
    }

    private void load(byte[] bytes, int from) {
        for (int i = 0; i < words.length; i++) {
            words[i] = (long) LONGS.get(bytes, from + i * Long.BYTES);
        }
    }

    private void compress(long count, long last) {
        long[] h = state;
        long[] m = words;
        long v0 = h[0], v1 = h[1], v2 = h[2], v3 = h[3], v4 = h[4], v5 = h[5], v6 = h[6], v7 = h[7];
        long v8 = IV0, v9 = IV1, v10 = IV2, v11 = IV3;
        long v12 = IV4 ^ count, v13 = IV5, v14 = IV6 ^ last, v15 = IV7;
        for (int r = 0; r < SIGMA.length; r += 16) {
            v0 += v4 + m[SIGMA[r + 0]];
            v12 = Long.rotateRight(v12 ^ v0, 32);
            v8 += v12;
            v4 = Long.rotateRight(v4 ^ v8, 24);
            v0 += v4 + m[SIGMA[r + 1]];
            v12 = Long.rotateRight(v12 ^ v0, 16);
            v8 += v12;
            v4 = Long.rotateRight(v4 ^ v8, 63);
            v1 += v5 + m[SIGMA[r + 2]];
            v13 = Long.rotateRight(v13 ^ v1, 32);
            v9 += v13;
            v5 = Long.rotateRight(v5 ^ v9, 24);
            v1 += v5 + m[SIGMA[r + 3]];
            v13 = Long.rotateRight(v13 ^ v1, 16);
            v9 += v13;
            v5 = Long.rotateRight(v5 ^ v9, 63);
            v2 += v6 + m[SIGMA[r + 4]];
            v14 = Long.rotateRight(v14 ^ v2, 32);
            v10 += v14;
            v6 = Long.rotateRight(v6 ^ v10, 24);
            v2 += v6 + m[SIGMA[r + 5]];
            v14 = Long.rotateRight(v14 ^ v2, 16);
            v10 += v14;
            v6 = Long.rotateRight(v6 ^ v10, 63);
            v3 += v7 + m[SIGMA[r + 6]];
            v15 = Long.rotateRight(v15 ^ v3, 32);
            v11 += v15;
            v7 = Long.rotateRight(v7 ^ v11, 24);
            v3 += v7 + m[SIGMA[r + 7]];
            v15 = Long.rotateRight(v15 ^ v3, 16);
            v11 += v15;
            v7 = Long.rotateRight(v7 ^ v11, 63);
            v0 += v5 + m[SIGMA[r + 8]];
            v15 = Long.rotateRight(v15 ^ v0, 32);
            v10 += v15;
            v5 = Long.rotateRight(v5 ^ v10, 24);
            v0 += v5 + m[SIGMA[r + 9]];
            v15 = Long.rotateRight(v15 ^ v0, 16);
            v10 += v15;
            v5 = Long.rotateRight(v5 ^ v10, 63);
            v1 += v6 + m[SIGMA[r + 10]];
            v12 = Long.rotateRight(v12 ^ v1, 32);
            v11 += v12;
            v6 = Long.rotateRight(v6 ^ v11, 24);
            v1 += v6 + m[SIGMA[r + 11]];
            v12 = Long.rotateRight(v12 ^ v1, 16);
            v11 += v12;
            v6 = Long.rotateRight(v6 ^ v11, 63);
            v2 += v7 + m[SIGMA[r + 12]];
            v13 = Long.rotateRight(v13 ^ v2, 32);
            v8 += v13;
            v7 = Long.rotateRight(v7 ^ v8, 24);
            v2 += v7 + m[SIGMA[r + 13]];
            v13 = Long.rotateRight(v13 ^ v2, 16);
            v8 += v13;
            v7 = Long.rotateRight(v7 ^ v8, 63);
            v3 += v4 + m[SIGMA[r + 14]];
            v14 = Long.rotateRight(v14 ^ v3, 32);
            v9 += v14;
            v4 = Long.rotateRight(v4 ^ v9, 24);
            v3 += v4 + m[SIGMA[r + 15]];
            v14 = Long.rotateRight(v14 ^ v3, 16);
            v9 += v14;
            v4 = Long.rotateRight(v4 ^ v9, 63);
        }
        h[0] ^= v0 ^ v8;
        h[1] ^= v1 ^ v9;
        h[2] ^= v2 ^ v10;
        h[3] ^= v3 ^ v11;
        h[4] ^= v4 ^ v12;
        h[5] ^= v5 ^ v13;
        h[6] ^= v6 ^ v14;
        h[7] ^= v7 ^ v15;
    }
}
