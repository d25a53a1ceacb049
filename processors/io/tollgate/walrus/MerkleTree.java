package io.tollgate.walrus;

import java.util.Arrays;

/**
 * The hash tree of Walrus: leaves and inner nodes are told apart by a first byte, and a level of odd length gets a sibling
 * of zeros. Not safe for several threads at once, since it hashes in place.
 */
final class MerkleTree {
    static final int LEAF = 0;
    static final int NODE = 1;

    private final Blake2b hash = new Blake2b();

    /** Hashes the symbol that stands after a first byte of zero. */
    void leaf(byte[] prefixed, int length, long[] digest, int at) {
        hash.hash(prefixed, length, digest, at);
    }

    /** Hashes a leaf that is a pair of digests. */
    void leaf(long[] left, int leftAt, long[] right, int rightAt, long[] digest, int at) {
        hash.hashPair(LEAF, left, leftAt, right, rightAt, digest, at);
    }

    /**
     * Reduces leaf digests to their root, which ends up in the first four words.
     *
     * @param level the digests of the leaves one after the other, overwritten
     * @param leaves how many there are; none gives a root of zeros
     */
    void reduce(long[] level, int leaves) {
        if (leaves == 0) {
            Arrays.fill(level, 0, Blake2b.WORDS, 0);
        }
        long[] zeros = new long[Blake2b.WORDS];
        for (int count = leaves; count > 1; count = (count + 1) / 2) {
            for (int i = 0; i < count; i += 2) {
                int left = i * Blake2b.WORDS;
                boolean paired = i + 1 < count;
                int parent = left / 2;
                if (paired) {
                    hash.hashPair(NODE, level, left, level, left + Blake2b.WORDS, level, parent);
                } else {
                    hash.hashPair(NODE, level, left, zeros, 0, level, parent);
                }
            }
        }
    }
}
