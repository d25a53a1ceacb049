package io.tollgate.upload;

import io.tollgate.sealing.SpoolCipher;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Where parts wait on their way to Walrus, so that they can be sent again when a publisher fails: in memory while there
 * is some left for all uploads together, sealed on the disk beyond.
 */
public final class PartStore {
    private final Path folder;
    private final Supplier<String> names;
    private final SpoolCipher cipher = new SpoolCipher();
    private final AtomicLong available;

    /** @param memory bytes that all waiting parts may take together */
    public PartStore(Path folder, Supplier<String> names, long memory) {
        this.folder = folder;
        this.names = names;
        this.available = new AtomicLong(memory);
    }

    /** Room for one part; whoever takes it closes it. */
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
