package io.tollgate.walrus.encoding;

import java.util.Arrays;

/**
 * A systematic Reed-Solomon code with a fixed number of original and recovery rows, bit for bit as Walrus' storage
 * nodes compute them. A row holds one position of many codewords, one per column. Immutable and thread-safe.
 */
final class ReedSolomon {
    private final AdditiveFft fft;
    private final int originals;
    private final int recovery;
    private final boolean highRate;
    private final int chunk;

    ReedSolomon(AdditiveFft fft, int originals, int recovery) {
        this.fft = fft;
        this.originals = originals;
        this.recovery = recovery;
        int originalPower = powerOfTwo(originals);
        int recoveryPower = powerOfTwo(recovery);
        this.highRate = originalPower > recoveryPower || (originalPower == recoveryPower && originals <= recovery);
        this.chunk = highRate ? recoveryPower : originalPower;
    }

    /**
     * Computes the recovery rows.
     *
     * @param rows the original rows, all of one width; not modified
     * @return at least as many rows as the code has recovery symbols; further rows are scratch space
     */
    char[][] encode(char[][] rows) {
        return highRate ? encodeHighRate(rows) : encodeLowRate(rows);
    }

    private char[][] encodeHighRate(char[][] rows) {
        char[][] sum = new char[chunk][rows[0].length];
        char[][] next = new char[chunk][rows[0].length];
        for (int start = 0; start < originals; start += chunk) {
            int used = Math.min(originals - start, chunk);
            char[][] target = start == 0 ? sum : next;
            for (int i = 0; i < used; i++) {
                System.arraycopy(rows[start + i], 0, target[i], 0, target[i].length);
            }
            for (int i = used; i < chunk; i++) {
                Arrays.fill(target[i], (char) 0);
            }
            fft.inverse(target, 0, chunk, used, start + chunk);
            if (start > 0) {
                for (int i = 0; i < chunk; i++) {
                    AdditiveFft.add(sum[i], next[i]);
                }
            }
        }
        fft.forward(sum, 0, chunk, recovery, 0);
        return sum;
    }

    private char[][] encodeLowRate(char[][] rows) {
        int width = rows[0].length;
        char[][] work = new char[(recovery + chunk - 1) / chunk * chunk][width];
        for (int i = 0; i < originals; i++) {
            System.arraycopy(rows[i], 0, work[i], 0, width);
        }
        fft.inverse(work, 0, chunk, originals, 0);
        for (int start = chunk; start < work.length; start += chunk) {
            for (int i = 0; i < chunk; i++) {
                System.arraycopy(work[i], 0, work[start + i], 0, width);
            }
        }
        for (int start = 0; start < work.length; start += chunk) {
            fft.forward(work, start, chunk, Math.min(recovery - start, chunk), start + chunk);
        }
        return work;
    }

    private static int powerOfTwo(int atLeast) {
        return atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
    }
}
