package io.tollgate.walrus.encoding;

/**
 * GF(2^16) in the Cantor basis of Walrus' erasure code, with the twiddle factors of its additive FFT. Immutable.
 * Elements and their logarithms are both 16 bits wide; 65535 stands for "log of zero".
 */
final class GaloisField {
    /** Number of elements minus one: the order of the multiplicative group, and the logarithm of zero. */
    static final int MODULUS = 65535;

    private static final int ORDER = 65536;
    private static final int POLYNOMIAL = 0x1002D;
    private static final int[] CANTOR_BASIS = {
        0x0001, 0xACCA, 0x3C0E, 0x163E, 0xC582, 0xED2E, 0x914C, 0x4012,
        0x6C98, 0x10D8, 0x6A72, 0xB900, 0xFDB8, 0xFB34, 0xFF38, 0x991E
    };

    private final char[] log = new char[ORDER];
    private final char[] exp = new char[ORDER];
    private final char[] skew = new char[MODULUS];

    GaloisField() {
        fillLogarithms();
        fillSkew();
    }

    int log(int element) {
        return log[element];
    }

    int exp(int logarithm) {
        return exp[logarithm];
    }

    /** Returns the logarithm of the twiddle factor at an index from 0 to 65534; 65535 when the factor is zero. */
    int skew(int index) {
        return skew[index];
    }

    /** Returns an element times the element with the given logarithm. */
    int multiply(int element, int logarithm) {
        return element == 0 ? 0 : exp[addLogs(log[element], logarithm)];
    }

    private static int addLogs(int a, int b) {
        int sum = a + b;
        return (sum + (sum >>> 16)) & 0xFFFF;
    }

    private void fillLogarithms() {
        char[] polynomialLog = new char[ORDER];
        int state = 1;
        for (int i = 0; i < MODULUS; i++) {
            polynomialLog[state] = (char) i;
            state <<= 1;
            if (state >= ORDER) {
                state ^= POLYNOMIAL;
            }
        }
        polynomialLog[0] = MODULUS;

        char[] cantor = new char[ORDER];
        for (int i = 0; i < CANTOR_BASIS.length; i++) {
            int width = 1 << i;
            for (int j = 0; j < width; j++) {
                cantor[j + width] = (char) (cantor[j] ^ CANTOR_BASIS[i]);
            }
        }
        for (int x = 0; x < ORDER; x++) {
            log[x] = polynomialLog[cantor[x]];
        }
        for (int x = 0; x < ORDER; x++) {
            exp[log[x]] = (char) x;
        }
        exp[MODULUS] = exp[0];
    }

    private void fillSkew() {
        int[] factors = new int[15];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = 1 << (i + 1);
        }
        for (int m = 0; m < factors.length; m++) {
            int first = (1 << m) - 1;
            int step = 1 << (m + 1);
            skew[first] = 0;
            for (int i = m; i < factors.length; i++) {
                int shift = 1 << (i + 1);
                for (int j = first; j < shift; j += step) {
                    skew[j + shift] = (char) (skew[j] ^ factors[i]);
                }
            }
            factors[m] = MODULUS - log[multiply(factors[m], log[factors[m] ^ 1])];
            for (int i = m + 1; i < factors.length; i++) {
                factors[i] = multiply(factors[i], addLogs(log[factors[i] ^ 1], factors[m]));
            }
        }
        for (int k = 0; k < skew.length; k++) {
            skew[k] = log[skew[k]];
        }
    }
}
