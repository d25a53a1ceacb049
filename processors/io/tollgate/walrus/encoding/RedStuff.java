package io.tollgate.walrus.encoding;

/**
 * The parameters of Walrus' two-dimensional encoding: how a blob is split for a number of shards, and its encoded size.
 *
 * @param shards 1000 on testnet and mainnet
 */
public record RedStuff(int shards) {
    /** The parameters of the public networks. */
    public static final RedStuff PUBLIC = new RedStuff(1000);

    private static final int MAX_SYMBOL = 65_534;
    private static final int HASH = 32;

    public RedStuff {
        if (shards < 1 || shards > 1000) {
            throw new IllegalArgumentException("shards must be between 1 and 1000");
        }
    }

    /** Number of rows of the source matrix: P. */
    public int primary() {
        return shards - 2 * faulty();
    }

    /** Number of columns of the source matrix: S. */
    public int secondary() {
        return shards - faulty();
    }

    /** Size of one symbol for a blob of this size, in bytes: even, at least 2. */
    public int symbolSize(long size) {
        if (size < 0 || size > maxSize()) {
            throw new IllegalArgumentException("the size of a blob must be between 0 and " + maxSize() + " bytes");
        }
        long cells = (long) primary() * secondary();
        long symbol = (Math.max(size, 1) + cells - 1) / cells;
        return (int) (symbol + (symbol & 1));
    }

    /** Size that all shards together store for a blob, in bytes, metadata included. */
    public long encodedLength(long size) {
        long metadata = shards * (2L * HASH * shards + HASH);
        return metadata + (long) shards * (primary() + secondary()) * symbolSize(size);
    }

    /** Size of the largest blob, in bytes. */
    public long maxSize() {
        return (long) primary() * secondary() * MAX_SYMBOL;
    }

    private int faulty() {
        return (shards - 1) / 3;
    }
}
