package io.tollgate.payer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream on which nothing has come for too long, so that its reader fails instead of waiting on. */
final class IdleTimeout implements AutoCloseable {
    private final InputStream stream;
    private final Duration patience;
    private final Thread watch;
    private volatile long last = System.nanoTime();

    IdleTimeout(InputStream stream, Duration patience) {
        this.stream = stream;
        this.patience = patience;
        this.watch = Thread.ofVirtual().name("stall-guard").start(this::watch);
    }

    void alive() {
        last = System.nanoTime();
    }

    private void watch() {
        try {
            for (long left = left(); left > 0; left = left()) {
                Thread.sleep(Duration.ofNanos(left));
            }
            stream.close();
        } catch (InterruptedException | IOException e) {
            // Interrupted: the stream was read to its end. Closing failed: then it is closed.
            Thread.currentThread().interrupt();
        }
    }

    private long left() {
        return patience.toNanos() - (System.nanoTime() - last);
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
