package io.tollgate.dev.walrus;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * The active faults of the embedded Walrus, set by
 * {@code {"store":{"unconfirmed":true,"times":1},"read":{"cutAfterBytes":1000}}}; {@code {}} clears them.
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
     * @param delayMillis delay before the request is read
     * @param html answer with the HTML page of a proxy
     * @param htmlStatus status of that page; 502 when absent
     * @param tooMany answer 429, as under load
     * @param refuse always answer with this error
     * @param resetAfterBytes break the connection after this number of bytes of the body
     * @param resetAboveLimit break the connection instead of answering 413, like many proxies
     * @param unconfirmed store, but answer 504
     * @param alreadyCertified store, but answer as if a permanent copy of another owner existed
     * @param wrongId store, but answer with the id of another blob
     * @param times number of affected uploads; absent means until changed
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
     * @param delayMillis delay before the answer
     * @param html answer with the HTML page of a proxy
     * @param htmlStatus status of that page; 502 when absent
     * @param tooMany answer 429, as under load
     * @param unavailable answer 503
     * @param refuse always answer with this error
     * @param missing always answer 404
     * @param notFoundSeconds answer 404 for this time after the upload of a blob
     * @param cutAfterBytes break the connection after this number of bytes of the body
     * @param diesAfterBytes break the connection of the first read after this number of bytes, answer 503 to later
     *     reads
     * @param truncateAfterBytes end the answer normally after this number of bytes of the body
     * @param bytesPerSecond limit the rate of the body
     * @param wrongBytes falsify some bytes of the body
     * @param wrongByteAt falsify the byte at this offset of the blob
     * @param ignoreRange answer a Range with the whole blob
     * @param times number of affected reads; absent means until changed
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

        /** The faults of the read during which the aggregator dies. */
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

    /** Replaces all faults. Throws {@link IOException} for unknown names and for values of another type. */
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

    /** Returns the faults as they were set. */
    synchronized byte[] json() throws IOException {
        return STRICT.writeValueAsBytes(plan);
    }

    /** Returns the faults of the current upload. */
    synchronized Store nextStore() {
        if (remainingStores == 0) {
            return Store.NONE;
        }
        remainingStores--;
        return plan.store();
    }

    /** Returns the faults of the current read. */
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

    private static int times(Integer value) {
        return value == null ? Integer.MAX_VALUE : Math.max(0, value);
    }
}
