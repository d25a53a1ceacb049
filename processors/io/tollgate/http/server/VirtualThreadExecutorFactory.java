package io.tollgate.http.server;

import io.vertx.core.spi.ExecutorServiceFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Gives Vert.x one virtual thread per blocking task. A download occupies its worker while the buyer reads, so the default
 * pool of 20 platform threads would allow 20 downloads.
 */
public final class VirtualThreadExecutorFactory implements ExecutorServiceFactory {
    @Override
    public ExecutorService createExecutor(ThreadFactory platform, Integer concurrency, Integer maxConcurrency) {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("tollgate-worker-", 0).factory());
    }
}
