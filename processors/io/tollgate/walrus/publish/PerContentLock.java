package io.tollgate.walrus.publish;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/** Lets one upload of a content through at a time: a second one would be paid for as well. */
final class PerContentLock {
    private final ConcurrentMap<String, Lock> locks = new ConcurrentHashMap<>();

    /** A turn that is waited for or taken. */
    private static final class Lock {
        private final Semaphore permit = new Semaphore(1, true);
        private int users;
    }

    /** Waits for the turn of this content; whoever gets it must {@link #release} it. */
    void acquire(String sha256) throws InterruptedException {
        Lock turn = locks.compute(sha256, (key, known) -> {
            Lock each = known == null ? new Lock() : known;
            each.users++;
            return each;
        });
        try {
            turn.permit.acquire();
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
        locks.computeIfPresent(sha256, (key, turn) -> --turn.users == 0 ? null : turn);
    }
}
