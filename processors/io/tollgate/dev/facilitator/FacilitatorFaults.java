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
    private static final int MOST = 100;

    /** A fault that a call suffers now, and what ends its waiting early. */
    record Suffered(Fault fault, CountDownLatch cleared) {
        /** Waits as long as the fault says, unless the faults are cleared meanwhile. */
        void pause(long otherwise) {
            try {
                cleared.await(fault.millis() == null ? otherwise : fault.millis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final List<Fault> waiting = new ArrayList<>();
    private CountDownLatch cleared = new CountDownLatch(1);

    /** @throws IllegalArgumentException when more wait than anybody can mean */
    synchronized void add(Fault fault) {
        if (waiting.size() == MOST) {
            throw new IllegalArgumentException("there are " + MOST + " faults already");
        }
        waiting.add(fault);
    }

    synchronized List<Fault> list() {
        return List.copyOf(waiting);
    }

    synchronized void clear() {
        waiting.clear();
        cleared.countDown();
        cleared = new CountDownLatch(1);
    }

    /** The fault that the present call suffers, which is one less of it. */
    synchronized Optional<Suffered> next(Fault.Call call) {
        for (int index = 0; index < waiting.size(); index++) {
            Fault fault = waiting.get(index);
            if (fault.call() == call) {
                if (fault.isLast()) {
                    waiting.remove(index);
                } else {
                    waiting.set(index, fault.suffered());
                }
                return Optional.of(new Suffered(fault, cleared));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        clear();
    }
}
