package io.tollgate.upload;

import io.tollgate.sealing.SpoolCipher;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Buffers for parts on their way to Walrus, so that they can be sent again when a publisher fails: in memory while the
 * budget of all uploads lasts, encrypted on disk beyond it.
 */
public final class PartStore {
    private final Path folder;
    private final Supplier<String> names;
    private final SpoolCipher cipher = new SpoolCipher();
    private final AtomicLong available;

    /** @param memory memory for all buffered parts together, in bytes */
    public PartStore(Path folder, Supplier<String> names, long memory) {
        this.folder = folder;
        this.names = names;
        this.available = new AtomicLong(memory);
    }

    /** Creates a buffer for one part. The caller closes it. */
    PartBuffer newBuffer() {
        return new PartBuffer(this);
    }

    boolean reserve(long bytes) {
        if (available.addAndGet(-bytes) >= 0) {
            return true;
        }
        available.addAndGet(bytes);
        return false;
    }

    void release(long bytes) {
        available.addAndGet(bytes);
    }

    long available() {
        return available.get();
    }

    Path file() {
        return folder.resolve(names.get() + ".sealed");
    }

    SpoolCipher cipher() {
        return cipher;
    }
}
