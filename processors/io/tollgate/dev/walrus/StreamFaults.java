package io.tollgate.dev.walrus;

import io.tollgate.http.upstream.Sleeper;

/**
 * The faults of a body.
 *
 * @param cutAfter bytes after which the stream breaks, -1 for never
 * @param falsify whether some bytes are falsified
 * @param falsifyAt offset in the blob of a byte to falsify, -1 for none
 * @param bytesPerSecond maximum rate, 0 for unlimited
 * @param sleeper waits when the rate is limited
 */
record StreamFaults(long cutAfter, boolean falsify, long falsifyAt, long bytesPerSecond, Sleeper sleeper) {
    /** Returns the body faults of a read. */
    static StreamFaults of(DevFaults.Read faults, Sleeper sleeper) {
        return new StreamFaults(
                orDefault(faults.cutAfterBytes(), -1),
                faults.wrongBytes(),
                orDefault(faults.wrongByteAt(), -1),
                orDefault(faults.bytesPerSecond(), 0),
                sleeper);
    }

    private static long orDefault(Long value, long fallback) {
        return value == null ? fallback : value;
    }
}
