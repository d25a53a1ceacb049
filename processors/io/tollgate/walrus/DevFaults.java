package io.tollgate.walrus;

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

    private Plan plan = new Plan(null, null);
    private int storesLeft;
    private int readsLeft;

    /**
     * Faults of uploads.
     *
     * @param delayMillis before anything is read
     * @param html a proxy's 502 page instead of any work
     * @param tooMany 429 as under load
     * @param resetAfterBytes the connection breaks once so many bytes of the body were taken
     * @param unconfirmed stored, and answered 504 all the same
     * @param times how many uploads suffer it; absent means until changed
     */
    record Store(
            long delayMillis, boolean html, boolean tooMany, Long resetAfterBytes, boolean unconfirmed, Integer times) {
        static final Store NONE = new Store(0, false, false, null, false, null);
    }

    /**
     * Faults of reads.
     *
     * @param delayMillis before the answer
     * @param html a proxy's 502 page
     * @param unavailable 503
     * @param notFoundSeconds how long after its upload a blob is answered 404
     * @param cutAfterBytes the connection breaks after so many bytes of the body
     * @param wrongBytes some bytes of the body are falsified
     * @param times how many reads suffer it; absent means until changed
     */
    record Read(
            long delayMillis,
            boolean html,
            boolean unavailable,
            long notFoundSeconds,
            Long cutAfterBytes,
            boolean wrongBytes,
            Integer times) {
        static final Read NONE = new Read(0, false, false, 0, null, false, null);
    }

    private record Plan(Store store, Read read) {}

    /** Replaces all faults; unknown names and values of another type are an {@link IOException}. */
    synchronized void switchTo(byte[] json) throws IOException {
        Plan next = STRICT.readValue(json, Plan.class);
        if (next == null) {
            throw new IOException("expected a JSON object");
        }
        plan = next;
        storesLeft = next.store() == null ? 0 : times(next.store().times());
        readsLeft = next.read() == null ? 0 : times(next.read().times());
    }

    /** The faults as they were switched. */
    synchronized byte[] json() throws IOException {
        return STRICT.writeValueAsBytes(plan);
    }

    /** The faults for the upload at hand. */
    synchronized Store nextStore() {
        if (storesLeft == 0) {
            return Store.NONE;
        }
        storesLeft--;
        return plan.store();
    }

    /** The faults for the read at hand. */
    synchronized Read nextRead() {
        if (readsLeft == 0) {
            return Read.NONE;
        }
        readsLeft--;
        return plan.read();
    }

    private static int times(Integer written) {
        return written == null ? Integer.MAX_VALUE : Math.max(0, written);
    }
}
