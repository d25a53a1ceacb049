package io.tollgate.payer;

import java.time.Duration;

/** Waits. Handed in, so that tests need not. */
@FunctionalInterface
public interface Pause {
    void of(Duration time) throws InterruptedException;
}
