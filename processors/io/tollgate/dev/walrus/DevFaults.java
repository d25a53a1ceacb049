package io.tollgate.dev.walrus;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * What the embedded Walrus does wrong at present, switched by
 * {@code {"store":{"unconfirmed":true,"times":1},"read":{"cutAfterBytes":1000}}}; {@code {}} heals everything.
 */
final class DevFaults {
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

    private FaultPlan plan = new FaultPlan(null, null);
    private int remainingStores;
    private int remainingReads;
    private boolean hasDied;

    /**
     * Faults of uploads.
     *
     * @param delayMillis before anything is read
     * @param html a proxy's page instead of any work
     * @param htmlStatus the status that page comes with; 502 when absent
     * @param tooMany 429 as under load
     * @param refuse the error of that reason, whatever is sent
     * @param resetAfterBytes the connection breaks once so many bytes of the body were taken
     * @param resetAboveLimit the connection breaks where a 413 would have been answered, as behind many proxies
     * @param unconfirmed stored, and answered 504 all the same
     * @param alreadyCertified stored, and answered as if somebody else's permanent copy had been found
     * @param wrongId stored, and answered with the id of another blob
     * @param times how many uploads suffer it; absent means until changed
     */
    record Store(
            long delayMillis,
            boolean html,
            Integer htmlStatus,
            boolean tooMany,
            WalrusError refuse,
            Long resetAfterBytes,
            boolean resetAboveLimit,
            boolean unconfirmed,
            boolean alreadyCertified,
            boolean wrongId,
            Integer times) {
        static final Store NONE = new Store(0, false, null, false, null, null, false, false, false, false, null);
    }

    /**
     * Faults of reads.
     *
     * @param delayMillis before the answer
     * @param html a proxy's page
     * @param htmlStatus the status that page comes with; 502 when absent
     * @param tooMany 429 as under load
     * @param unavailable 503
     * @param refuse the error of that reason, whatever is asked for
     * @param missing 404 whatever is stored
     * @param notFoundSeconds how long after its upload a blob is answered 404
     * @param cutAfterBytes the connection breaks after so many bytes of the body
     * @param diesAfterBytes the connection of the first read breaks after so many bytes, every later read is answered 503
     * @param truncateAfterBytes the answer claims to be whole after so many bytes of the body
     * @param bytesPerSecond the body drips
     * @param wrongBytes some bytes of the body are falsified
     * @param wrongByteAt the byte at that place of the blob is falsified
     * @param ignoreRange a Range is answered with the whole blob
     * @param times how many reads suffer it; absent means until changed
     */
    record Read(
            long delayMillis,
            boolean html,
            Integer htmlStatus,
            boolean tooMany,
            boolean unavailable,
            WalrusError refuse,
            boolean missing,
            long notFoundSeconds,
            Long cutAfterBytes,
            Long diesAfterBytes,
            Long truncateAfterBytes,
            Long bytesPerSecond,
            boolean wrongBytes,
            Long wrongByteAt,
            boolean ignoreRange,
            Integer times) {
        static final Read NONE = new Read(
                0, false, null, false, false, null, false, 0, null, null, null, null, false, null, false, null);

        private static final Read DEAD =
                new Read(0, false, null, false, true, null, false, 0, null, null, null, null, false, null, false, null);

        /** What a dying aggregator still does for its last reader. */
        Read dying() {
            return new Read(
                    delayMillis,
                    html,
                    htmlStatus,
                    tooMany,
                    unavailable,
                    refuse,
                    missing,
                    notFoundSeconds,
                    diesAfterBytes,
                    null,
                    truncateAfterBytes,
                    bytesPerSecond,
                    wrongBytes,
                    wrongByteAt,
                    ignoreRange,
                    times);
        }
    }

    private record FaultPlan(Store store, Read read) {}

    /** Replaces all faults; unknown names and values of another type are an {@link IOException}. */
    synchronized void switchTo(byte[] json) throws IOException {
        FaultPlan next = STRICT.readValue(json, FaultPlan.class);
        if (next == null) {
            throw new IOException("expected a JSON object");
        }
        plan = next;
        hasDied = false;
        remainingStores = next.store() == null ? 0 : times(next.store().times());
        remainingReads = next.read() == null ? 0 : times(next.read().times());
    }

    /** The faults as they were switched. */
    synchronized byte[] json() throws IOException {
        return STRICT.writeValueAsBytes(plan);
    }

    /** The faults for the upload at hand. */
    synchronized Store nextStore() {
        if (remainingStores == 0) {
            return Store.NONE;
        }
        remainingStores--;
        return plan.store();
    }

    /** The faults for the read at hand. */
    synchronized Read nextRead() {
        if (remainingReads == 0) {
            return Read.NONE;
        }
        remainingReads--;
        Read read = plan.read();
        if (read.diesAfterBytes() == null) {
            return read;
        }
        boolean last = !hasDied;
        hasDied = true;
        return last ? read.dying() : Read.DEAD;
    }

    private static int times(Integer written) {
        return written == null ? Integer.MAX_VALUE : Math.max(0, written);
    }
}
