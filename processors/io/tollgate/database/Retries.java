package io.tollgate.database;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/**
 * Repeats a transaction that the database has rolled back because of a conflict with another one, which is safe. All other
 * errors go to the caller.
 */
final class Retries {
    /** Serialization failure; deadlock of PostgreSQL; concurrent update of H2. */
    private static final Set<String> TRANSIENT = Set.of("40001", "40P01", "90131");

    private static final int ATTEMPTS = 10;

    <T> T run(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS
                        || SqlStates.find(e).filter(TRANSIENT::contains).isEmpty()) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) {
        long max = TimeUnit.MILLISECONDS.toNanos(1L << Math.min(attempt, 6));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(max / 2, max));
    }
}
