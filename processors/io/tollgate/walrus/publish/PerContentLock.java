package io.tollgate.walrus.publish;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/** Allows one upload of a content at a time; a second one would be paid for as well. */
final class PerContentLock {
    private final ConcurrentMap<String, Lock> locks = new ConcurrentHashMap<>();

    /** A lock and the number of threads that hold or wait for it. */
    private static final class Lock {
        private final Semaphore permit = new Semaphore(1, true);
        private int users;
    }

    /** Waits for the lock of this content. The caller must {@link #release} it. */
    void acquire(String sha256) throws InterruptedException {
        Lock lock = locks.compute(sha256, (key, present) -> {
            Lock each = present == null ? new Lock() : present;
            each.users++;
            return each;
        });
        try {
            lock.permit.acquire();
        } catch (InterruptedException e) {
            removeUser(sha256);
            throw e;
        }
    }

    void release(String sha256) {
        locks.get(sha256).permit.release();
        removeUser(sha256);
    }

    private void removeUser(String sha256) {
        locks.computeIfPresent(sha256, (key, lock) -> --lock.users == 0 ? null : lock);
    }
}
