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
 * Stores the parts of one upload, a few at a time. While all of them are in progress the client's body is not read, so
 * a slow publisher slows the client down instead of filling memory. The first failure ends the upload.
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

    /** A part and the publisher's answer. */
    record Sent(ItemPart part, PublisherAnswer.Stored answer) {}

    /**
     * @param maxConcurrent maximum number of parts in progress
     * @param onCertified receives each part as soon as it is certified
     */
    PartSender(BlobSink blobs, int maxConcurrent, Consumer<ItemPart> onCertified) {
        this.blobs = blobs;
        this.maxConcurrent = maxConcurrent;
        this.onCertified = onCertified;
        this.permits = new Semaphore(maxConcurrent);
    }

    /** Waits until another part may be read from the client. */
    void acquirePermit() throws IOException {
        acquire(1);
        try {
            throwIfFailed();
        } catch (IOException | RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    /** Stores a part in the background, after {@link #acquirePermit}, and releases it when it is stored. */
    void send(EncodedPart part, UploadSpec spec) {
        active.add(part.content());
        threads.execute(() -> {
            try (PartBuffer content = part.content()) {
                PublisherAnswer.Stored answer = blobs.store(
                        new Publication(content, content.length(), spec.epochs(), spec.sendTo(), spec.sealed()));
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

    /** Releases an acquired permit without sending a part. */
    void releasePermit() {
        permits.release();
    }

    /** Waits for all parts and returns them in order. */
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
            throw new InterruptedIOException("interrupted while storing parts");
        }
    }

    private void throwIfFailed() throws IOException {
        switch (failure.get()) {
            case null -> {
                // nothing failed
            }
            case IOException broken -> throw broken;
            case RuntimeException failed -> throw failed;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    /** Aborts the parts that are still in progress. */
    @Override
    public void close() {
        active.forEach(PartBuffer::close);
        threads.close();
    }
}
