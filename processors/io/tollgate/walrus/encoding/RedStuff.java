package io.tollgate.walrus.encoding;

/**
 * The shape of Walrus' two-dimensional encoding: how a blob is cut for a number of shards, and what it then weighs.
 *
 * @param shards 1000 on testnet and mainnet
 */
public record RedStuff(int shards) {
    /** The shape of the public networks. */
    public static final RedStuff PUBLIC = new RedStuff(1000);

    private static final int MAX_SYMBOL = 65_534;
    private static final int HASH = 32;

    public RedStuff {
        if (shards < 1 || shards > 1000) {
            throw new IllegalArgumentException("shards must be between 1 and 1000");
        }
    }

    /** Rows of the source matrix: P. */
    public int primary() {
        return shards - 2 * faulty();
    }

    /** Columns of the source matrix: S. */
    public int secondary() {
        return shards - faulty();
    }

    /** Bytes of one symbol for a blob of that many bytes: even, 2 at least. */
    public int symbolSize(long size) {
        if (size < 0 || size > maxSize()) {
            throw new IllegalArgumentException("a blob has between 0 and " + maxSize() + " bytes");
        }
        long cells = (long) primary() * secondary();
        long symbol = (Math.max(size, 1) + cells - 1) / cells;
        return (int) (symbol + (symbol & 1));
    }

    /** Bytes that all shards together store for a blob, metadata included. */
    public long encodedLength(long size) {
        long metadata = shards * (2L * HASH * shards + HASH);
        return metadata + (long) shards * (primary() + secondary()) * symbolSize(size);
    }

    /** The largest blob, in bytes. */
    public long maxSize() {
        return (long) primary() * secondary() * MAX_SYMBOL;
    }

    private int faulty() {
        return (shards - 1) / 3;
    }
}
