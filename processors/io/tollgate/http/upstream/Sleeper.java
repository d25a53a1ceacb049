package io.tollgate.http.upstream;

import java.time.Duration;

/** Waits for a time. Production code passes {@code Thread::sleep}; tests do not wait. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
