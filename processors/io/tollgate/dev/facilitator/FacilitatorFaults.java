package io.tollgate.dev.facilitator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The faults that are switched on, first come first suffered, and the calls that hang because of them. Clearing the
 * faults lets everything go that hangs.
 */
public final class FacilitatorFaults implements AutoCloseable {
    private static final int MAX_FAULTS = 100;

    /** A fault that a call suffers now, and what ends its waiting early. */
    record ActiveFault(Fault fault, CountDownLatch cleared) {
        /** Waits as long as the fault says, unless the faults are cleared meanwhile. */
        void pause(long otherwise) {
            try {
                cleared.await(fault.millis() == null ? otherwise : fault.millis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final List<Fault> pending = new ArrayList<>();
    private CountDownLatch cleared = new CountDownLatch(1);

    /** @throws IllegalArgumentException when more wait than anybody can mean */
    synchronized void add(Fault fault) {
        if (pending.size() == MAX_FAULTS) {
            throw new IllegalArgumentException("there are " + MAX_FAULTS + " faults already");
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

    /** The fault that the present call suffers, which is one less of it. */
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
