package io.tollgate.http.upstream;

import java.time.Duration;

/** Waits. It is passed in, so that tests do not have to wait: {@code Thread::sleep} outside of tests. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
