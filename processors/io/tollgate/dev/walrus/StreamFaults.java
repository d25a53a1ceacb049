package io.tollgate.dev.walrus;

import io.tollgate.http.upstream.Sleeper;

/**
 * What the faults do to a body on its way.
 *
 * @param cutAfter bytes after which the stream breaks, -1 for never
 * @param falsify whether some bytes are falsified
 * @param falsifyAt the place in the blob of the one byte that is falsified, -1 for none
 * @param bytesPerSecond how fast it drips, 0 for as fast as it goes
 * @param sleeper how the dripping waits
 */
record StreamFaults(long cutAfter, boolean falsify, long falsifyAt, long bytesPerSecond, Sleeper sleeper) {
    /** What the faults of a read ask for. */
    static StreamFaults of(DevFaults.Read faults, Sleeper sleeper) {
        return new StreamFaults(
                orDefault(faults.cutAfterBytes(), -1),
                faults.wrongBytes(),
                orDefault(faults.wrongByteAt(), -1),
                orDefault(faults.bytesPerSecond(), 0),
                sleeper);
    }

    private static long orDefault(Long value, long otherwise) {
        return value == null ? otherwise : value;
    }
}
