package io.tollgate.dev.facilitator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The active faults of the facilitator, applied in the order they were added, and the calls that they delay. Clearing
 * the faults ends all delays.
 */
public final class FacilitatorFaults implements AutoCloseable {
    private static final int MAX_FAULTS = 100;

    /** A fault of the current call, and the latch that ends its delay early. */
    record ActiveFault(Fault fault, CountDownLatch cleared) {
        /** Waits for the time of the fault, unless the faults are cleared meanwhile. */
        void pause(long defaultMillis) {
            try {
                cleared.await(fault.millis() == null ? defaultMillis : fault.millis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final List<Fault> pending = new ArrayList<>();
    private CountDownLatch cleared = new CountDownLatch(1);

    /** @throws IllegalArgumentException when too many faults are pending */
    synchronized void add(Fault fault) {
        if (pending.size() == MAX_FAULTS) {
            throw new IllegalArgumentException("there are already " + MAX_FAULTS + " faults");
        }
        pending.add(fault);
    }

    synchronized List<Fault> list() {
        return List.copyOf(pending);
    }

    synchronized void clear() {
        pending.clear();
        cleared.countDown();
        cleared = new CountDownLatch(1);
    }

    /** Takes the fault for the current call, and counts it down. */
    synchronized Optional<ActiveFault> next(Fault.Call call) {
        for (int index = 0; index < pending.size(); index++) {
            Fault fault = pending.get(index);
            if (fault.call() == call) {
                if (fault.isLast()) {
                    pending.remove(index);
                } else {
                    pending.set(index, fault.afterOneCall());
                }
                return Optional.of(new ActiveFault(fault, cleared));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        clear();
    }
}
