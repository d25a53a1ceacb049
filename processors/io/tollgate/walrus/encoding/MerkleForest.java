package io.tollgate.walrus.encoding;

/**
 * Hash trees as Walrus builds them, many of equal size at a time. A first byte separates leaves from inner nodes, and a
 * level of odd length gets a sibling of zeros. Not thread-safe.
 */
final class MerkleForest {
    /** First byte of a leaf. */
    static final byte LEAF = 0;

    private static final byte NODE = 1;
    private static final long[] ZEROS = new long[Blake2b.WORDS];

    private final Blake2b hash = new Blake2b(1 + 2 * Blake2b.WORDS * Long.BYTES);
    private final int[] targets = new int[Blake2b.LANES];
    private int waiting;

    /**
     * Reduces the leaf digests of each tree to its root, in place.
     *
     * @param nodes the digests, tree by tree; afterwards each tree's first digest is its root
     * @param trees number of trees
     * @param leaves leaves of each tree, at least one
     */
    void reduce(long[] nodes, int trees, int leaves) {
        for (int count = leaves; count > 1; count = (count + 1) / 2) {
            for (int tree = 0; tree < trees; tree++) {
                int from = tree * leaves * Blake2b.WORDS;
                for (int i = 0; i < count; i += 2) {
                    int left = from + i * Blake2b.WORDS;
                    boolean paired = i + 1 < count;
                    add(
                            NODE,
                            nodes,
                            left,
                            paired ? nodes : ZEROS,
                            paired ? left + Blake2b.WORDS : 0,
                            nodes,
                            from + i / 2 * Blake2b.WORDS);
                }
            }
            flush(nodes);
        }
    }

    /** Hashes pairs of digests as leaves of one tree: the first on the left with the last on the right, and so on. */
    long[] pairLeaves(long[] left, long[] right) {
        long[] leaves = new long[left.length];
        for (int at = 0; at < left.length; at += Blake2b.WORDS) {
            add(LEAF, left, at, right, right.length - Blake2b.WORDS - at, leaves, at);
        }
        flush(leaves);
        return leaves;
    }

    private void add(byte first, long[] left, int leftAt, long[] right, int rightAt, long[] target, int at) {
        hash.put(waiting, first, left, leftAt, right, rightAt);
        targets[waiting++] = at;
        if (waiting == targets.length) {
            flush(target);
        }
    }

    private void flush(long[] target) {
        hash.run();
        for (int lane = 0; lane < waiting; lane++) {
            hash.digest(lane, target, targets[lane]);
        }
        waiting = 0;
    }
}
