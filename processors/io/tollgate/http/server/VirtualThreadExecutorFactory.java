package io.tollgate.http.server;

import io.vertx.core.spi.ExecutorServiceFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Gives Vert.x one virtual thread per blocking task. A download holds its worker for as long as the buyer reads, so a
 * pool of twenty platform threads would be twenty downloads.
 */
public final class VirtualThreadExecutorFactory implements ExecutorServiceFactory {
    @Override
    public ExecutorService createExecutor(ThreadFactory platform, Integer concurrency, Integer maxConcurrency) {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("tollgate-worker-", 0).factory());
    }
}
