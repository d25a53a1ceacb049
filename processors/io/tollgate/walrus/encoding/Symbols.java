package io.tollgate.walrus.encoding;

/**
 * How the bytes of a symbol stand for field elements: in each 64 bytes the low halves come first, then the high halves; a
 * shorter last block is halved likewise. Immutable.
 */
final class Symbols {
    private final int size;
    private final int[] low;
    private final int[] high;

    /** Symbols of an even number of bytes. */
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

    /** Bytes of one symbol. */
    int size() {
        return size;
    }

    /** Elements of one symbol. */
    int elements() {
        return low.length;
    }

    /** Reads the symbol at a byte of a blob; past the blob's end are zeros. */
    void read(byte[] blob, long from, char[] row, int at) {
        for (int i = 0; i < low.length; i++) {
            row[at + i] = (char) (byteAt(blob, from + low[i]) | byteAt(blob, from + high[i]) << 8);
        }
    }

    /** Writes a symbol's bytes. */
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
