package io.tollgate.walrus.encoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Computes the id that Walrus gives to a blob: expands its bytes by row and by column (Red Stuff), hashes every symbol,
 * and commits to the hash trees of all slivers. Uses every core for a fraction of a second. Immutable and thread-safe.
 */
public final class BlobEncoder {
    private static final byte RED_STUFF = 1;
    /** Elements in one row of a parallel batch: enough to outweigh the cost of its multiplication tables. */
    private static final int BATCH = 512;
    /** Number of trees over rows that are hashed in one batch. */
    private static final int ROWS = 32;

    private final RedStuff shape;
    private final ReedSolomon rowCode;
    private final ReedSolomon columnCode;

    public BlobEncoder() {
        this(RedStuff.PUBLIC);
    }

    public BlobEncoder(RedStuff shape) {
        AdditiveFft fft = new AdditiveFft(new GaloisField());
        this.shape = shape;
        this.rowCode = new ReedSolomon(fft, shape.secondary(), shape.shards() - shape.secondary());
        this.columnCode = new ReedSolomon(fft, shape.primary(), shape.shards() - shape.primary());
    }

    /** Computes the id of these bytes, which may be empty. Needs heap of about five times their size plus 40 MB. */
    public BlobId compute(byte[] blob) {
        return commit(blob).id();
    }

    Commitment commit(byte[] blob) {
        int n = shape.shards();
        Symbols symbols = new Symbols(shape.symbolSize(blob.length));
        char[][] matrix = expandRows(blob, symbols);

        long[] leaves = new long[n * n * Blake2b.WORDS];
        long[] columns = new long[n * Blake2b.WORDS];
        int perBatch = perBatch(symbols);
        batches(n, perBatch)
                .forEach(first -> hashColumns(matrix, symbols, first, Math.min(perBatch, n - first), leaves, columns));

        long[] rows = new long[n * Blake2b.WORDS];
        batches(n, ROWS).forEach(first -> hashRows(leaves, first, Math.min(ROWS, n - first), rows));
        return commit(blob.length, rows, columns);
    }

    /** Expands the source rows by the row code: one array per row, with the symbols of all columns in order. */
    private char[][] expandRows(byte[] blob, Symbols symbols) {
        int elements = symbols.elements();
        char[][] matrix = new char[shape.primary()][shape.shards() * elements];
        long rowBytes = (long) shape.secondary() * symbols.size();
        int filled = (int) ((blob.length + rowBytes - 1) / rowBytes);
        int perBatch = perBatch(symbols);
        batches(filled, perBatch).forEach(first -> {
            int count = Math.min(perBatch, filled - first);
            char[][] originals = new char[shape.secondary()][count * elements];
            for (int r = 0; r < count; r++) {
                for (int c = 0; c < originals.length; c++) {
                    symbols.read(blob, (first + r) * rowBytes + (long) c * symbols.size(), originals[c], r * elements);
                }
            }
            char[][] recovery = rowCode.encode(originals);
            for (int c = 0; c < shape.shards(); c++) {
                char[] source = c < originals.length ? originals[c] : recovery[c - originals.length];
                for (int r = 0; r < count; r++) {
                    System.arraycopy(source, r * elements, matrix[first + r], c * elements, elements);
                }
            }
        });
        return matrix;
    }

    /** Expands adjacent columns, hashes all their symbols and the trees over them. */
    private void hashColumns(char[][] matrix, Symbols symbols, int first, int count, long[] leaves, long[] roots) {
        int n = shape.shards();
        int elements = symbols.elements();
        char[][] originals = new char[matrix.length][count * elements];
        for (int r = 0; r < originals.length; r++) {
            System.arraycopy(matrix[r], first * elements, originals[r], 0, originals[r].length);
        }
        char[][] recovery = columnCode.encode(originals);

        byte[] leaf = new byte[1 + symbols.size()];
        leaf[0] = MerkleForest.LEAF;
        Blake2b hash = new Blake2b(leaf.length);
        long[] trees = new long[count * n * Blake2b.WORDS];
        for (int start = 0; start < count * n; start += Blake2b.LANES) {
            int lanes = Math.min(Blake2b.LANES, count * n - start);
            for (int lane = 0; lane < lanes; lane++) {
                int row = (start + lane) % n;
                char[] source = row < originals.length ? originals[row] : recovery[row - originals.length];
                symbols.write(source, (start + lane) / n * elements, leaf, 1);
                hash.put(lane, leaf);
            }
            hash.run();
            for (int lane = 0; lane < lanes; lane++) {
                int column = first + (start + lane) / n;
                hash.digest(lane, trees, (start + lane) * Blake2b.WORDS);
                hash.digest(lane, leaves, ((start + lane) % n * n + column) * Blake2b.WORDS);
            }
        }
        reduce(trees, count, roots, first);
    }

    private void hashRows(long[] leaves, int first, int count, long[] roots) {
        int words = shape.shards() * Blake2b.WORDS;
        reduce(Arrays.copyOfRange(leaves, first * words, (first + count) * words), count, roots, first);
    }

    private void reduce(long[] trees, int count, long[] roots, int first) {
        int n = shape.shards();
        new MerkleForest().reduce(trees, count, n);
        for (int i = 0; i < count; i++) {
            System.arraycopy(trees, i * n * Blake2b.WORDS, roots, (first + i) * Blake2b.WORDS, Blake2b.WORDS);
        }
    }

    private Commitment commit(long size, long[] rows, long[] columns) {
        MerkleForest forest = new MerkleForest();
        long[] pairs = forest.pairLeaves(rows, columns);
        forest.reduce(pairs, 1, shape.shards());
        byte[] root = Blake2b.bytes(pairs, 0);

        ByteBuffer named = ByteBuffer.allocate(1 + Long.BYTES + root.length).order(ByteOrder.LITTLE_ENDIAN);
        named.put(RED_STUFF).putLong(size).put(root);
        long[] id = new long[Blake2b.WORDS];
        Blake2b hash = new Blake2b(named.capacity());
        hash.put(0, named.array());
        hash.run();
        hash.digest(0, id, 0);
        return new Commitment(BlobId.of(Blake2b.bytes(id, 0)), root, rows, columns);
    }

    private static int perBatch(Symbols symbols) {
        return Math.clamp(BATCH / symbols.elements(), 1, 128);
    }

    private static IntStream batches(int total, int size) {
        return IntStream.range(0, (total + size - 1) / size).parallel().map(batch -> batch * size);
    }

    /** The result of encoding a blob: its id, the root over all sliver pairs, the digests of rows and columns. */
    record Commitment(BlobId id, byte[] root, long[] rows, long[] columns) {}
}
