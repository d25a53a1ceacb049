package io.tollgate.walrus.encoding;

/**
 * Converts between the bytes of a symbol and field elements: in each block of 64 bytes the low halves come first, then
 * the high halves; a shorter last block is halved likewise. Immutable.
 */
final class Symbols {
    private final int size;
    private final int[] low;
    private final int[] high;

    /** @param size bytes of one symbol, even */
    Symbols(int size) {
        this.size = size;
        this.low = new int[size / 2];
        this.high = new int[size / 2];
        for (int block = 0; block < size; block += 64) {
            int half = Math.min(size - block, 64) / 2;
            for (int i = 0; i < half; i++) {
                low[block / 2 + i] = block + i;
                high[block / 2 + i] = block + half + i;
            }
        }
    }

    /** Size of one symbol, in bytes. */
    int size() {
        return size;
    }

    /** Number of elements in one symbol. */
    int elements() {
        return low.length;
    }

    /** Reads the symbol at an offset of a blob; bytes past its end are zero. */
    void read(byte[] blob, long from, char[] row, int at) {
        for (int i = 0; i < low.length; i++) {
            row[at + i] = (char) (byteAt(blob, from + low[i]) | byteAt(blob, from + high[i]) << 8);
        }
    }

    /** Writes the bytes of a symbol. */
    void write(char[] row, int at, byte[] target, int from) {
        for (int i = 0; i < low.length; i++) {
            target[from + low[i]] = (byte) row[at + i];
            target[from + high[i]] = (byte) (row[at + i] >>> 8);
        }
    }

    private static int byteAt(byte[] blob, long index) {
        return index < blob.length ? blob[(int) index] & 0xFF : 0;
    }
}
