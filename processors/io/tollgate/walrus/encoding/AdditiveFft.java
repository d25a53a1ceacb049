package io.tollgate.walrus.encoding;

/**
 * The additive Fourier transform over GF(2^16) of the erasure code. It works in place on rows of equal width: a row is
 * one position of the code, and its columns are independent codewords that share every twiddle factor.
 */
final class AdditiveFft {
    private final GaloisField field;

    AdditiveFft(GaloisField field) {
        this.field = field;
    }

    /** Transforms coefficients to values. The rows from {@code used} on are undefined afterwards. */
    void forward(char[][] rows, int from, int size, int used, int delta) {
        Product product = new Product(field);
        for (int distance = size / 2; distance > 0; distance /= 2) {
            for (int block = 0; block < used; block += 2 * distance) {
                int factor = field.skew(block + distance + delta - 1);
                product.of(factor);
                for (int i = from + block; i < from + block + distance; i++) {
                    if (factor != GaloisField.MODULUS) {
                        product.addScaled(rows[i], rows[i + distance]);
                    }
                    add(rows[i + distance], rows[i]);
                }
            }
        }
    }

    /** Transforms values to coefficients. The rows from {@code used} on must be zero. */
    void inverse(char[][] rows, int from, int size, int used, int delta) {
        Product product = new Product(field);
        for (int distance = 1; distance < size; distance *= 2) {
            for (int block = 0; block < used; block += 2 * distance) {
                int factor = field.skew(block + distance + delta - 1);
                product.of(factor);
                for (int i = from + block; i < from + block + distance; i++) {
                    add(rows[i + distance], rows[i]);
                    if (factor != GaloisField.MODULUS) {
                        product.addScaled(rows[i], rows[i + distance]);
                    }
                }
            }
        }
    }

    /** Adds a row to another; addition in this field is an exclusive or. */
    static void add(char[] target, char[] source) {
        for (int i = 0; i < target.length; i++) {
            target[i] = (char) (target[i] ^ source[i]);
        }
    }

    /**
     * Multiplies by one fixed element with two tables, one for the low and one for the high byte: the product is
     * linear.
     */
    private static final class Product {
        private final GaloisField field;
        private final char[] low = new char[256];
        private final char[] high = new char[256];

        Product(GaloisField field) {
            this.field = field;
        }

        void of(int logarithm) {
            for (int bit = 1; bit < 256; bit <<= 1) {
                int lowBit = field.multiply(bit, logarithm);
                int highBit = field.multiply(bit << 8, logarithm);
                for (int i = 0; i < bit; i++) {
                    low[bit + i] = (char) (low[i] ^ lowBit);
                    high[bit + i] = (char) (high[i] ^ highBit);
                }
            }
        }

        void addScaled(char[] target, char[] source) {
            for (int i = 0; i < target.length; i++) {
                int x = source[i];
                target[i] = (char) (target[i] ^ low[x & 0xFF] ^ high[x >>> 8]);
            }
        }
    }
}
