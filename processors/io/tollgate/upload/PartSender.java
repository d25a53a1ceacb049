package io.tollgate.upload;

import io.tollgate.catalog.ItemPart;
import io.tollgate.walrus.publish.BlobSink;
import io.tollgate.walrus.publish.Publication;
import io.tollgate.walrus.publish.PublisherAnswer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Stores the parts of one upload, a few at a time. Nobody reads the client while all of them are busy, so a slow
 * publisher slows the client down and fills no memory. The first failure ends the upload.
 */
final class PartSender implements AutoCloseable {
    private final BlobSink blobs;
    private final int maxConcurrent;
    private final Consumer<ItemPart> onCertified;
    private final Semaphore permits;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<PartBuffer> active = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** A part and what the publisher said of it. */
    record Sent(ItemPart part, PublisherAnswer.Stored answer) {}

    /**
     * @param atOnce how many parts may be under way
     * @param ledger is told of each part as soon as it is certified
     */
    PartSender(BlobSink blobs, int atOnce, Consumer<ItemPart> ledger) {
        this.blobs = blobs;
        this.maxConcurrent = atOnce;
        this.onCertified = ledger;
        this.permits = new Semaphore(atOnce);
    }

    /** Waits until another part may be read. */
    void acquirePermit() throws IOException {
        acquire(1);
        try {
            throwIfFailed();
        } catch (IOException | RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    /** Stores a part for which there is room, as planned, and lets go of it when it is stored. */
    void send(EncodedPart part, UploadSpec plan) {
        active.add(part.content());
        threads.execute(() -> {
            try (PartBuffer content = part.content()) {
                PublisherAnswer.Stored answer = blobs.store(
                        new Publication(content, content.length(), plan.epochs(), plan.sendTo(), plan.sealed()));
                ItemPart stored = part.stored(answer);
                onCertified.accept(stored);
                sent.add(new Sent(stored, answer));
            } catch (IOException | RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                active.remove(part.content());
                permits.release();
            }
        });
    }

    /** Gives back the room that was waited for: no part takes it. */
    void releasePermit() {
        permits.release();
    }

    /** Waits for all parts and tells them in their order. */
    List<Sent> finish() throws IOException {
        acquire(maxConcurrent);
        throwIfFailed();
        return sent.stream()
                .sorted(Comparator.comparingInt(each -> each.part().number()))
                .toList();
    }

    private void acquire(int count) throws IOException {
        try {
            permits.acquire(count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while parts are stored");
        }
    }

    private void throwIfFailed() throws IOException {
        switch (failure.get()) {
            case null -> {
                // go on
            }
            case IOException broken -> throw broken;
            case RuntimeException told -> throw told;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    /** Breaks off what is still under way. */
    @Override
    public void close() {
        active.forEach(PartBuffer::close);
        threads.close();
    }
}
