package io.tollgate.walrus.publish;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/** Lets one upload of a content through at a time: a second one would be paid for as well. */
final class PerContentLock {
    private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();

    /** A turn that is waited for or taken. */
    private static final class Turn {
        private final Semaphore free = new Semaphore(1, true);
        private int wanted;
    }

    /** Waits for the turn of this content; whoever gets it must {@link #leave} it. */
    void enter(String sha256) throws InterruptedException {
        Turn turn = turns.compute(sha256, (key, known) -> {
            Turn each = known == null ? new Turn() : known;
            each.wanted++;
            return each;
        });
        try {
            turn.free.acquire();
        } catch (InterruptedException e) {
            forget(sha256);
            throw e;
        }
    }

    void leave(String sha256) {
        turns.get(sha256).free.release();
        forget(sha256);
    }

    private void forget(String sha256) {
        turns.computeIfPresent(sha256, (key, turn) -> --turn.wanted == 0 ? null : turn);
    }
}
