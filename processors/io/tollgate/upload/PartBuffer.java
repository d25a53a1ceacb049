package io.tollgate.upload;

import io.tollgate.walrus.publish.Publication;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds one part until it is certified, because it may have to be sent again, to this publisher or the next. Up to 16
 * MiB stay in memory, while the shared budget lasts; a larger part moves to disk, encrypted once more.
 */
final class PartBuffer extends OutputStream implements Publication.Content {
    static final int CHUNK = 64 * 1024;

    private static final long MAX_IN_MEMORY = 16L * 1024 * 1024;

    private final PartStore store;
    private final List<byte[]> chunks = new ArrayList<>();
    private long length;
    private Path file;
    private OutputStream out;
    private volatile boolean closed;

    PartBuffer(PartStore store) {
        this.store = store;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int written = 0;
        while (written < count) {
            int offsetInChunk = (int) (length % CHUNK);
            if (file == null && offsetInChunk == 0 && !addChunk()) {
                spill();
            }
            int amount = count - written;
            if (file == null) {
                amount = Math.min(amount, CHUNK - offsetInChunk);
                System.arraycopy(bytes, offset + written, chunks.getLast(), offsetInChunk, amount);
            } else {
                out.write(bytes, offset + written, amount);
            }
            length += amount;
            written += amount;
        }
    }

    private boolean addChunk() {
        if (length >= MAX_IN_MEMORY || !store.reserve(CHUNK)) {
            return false;
        }
        chunks.add(new byte[CHUNK]);
        return true;
    }

    private void spill() throws IOException {
        file = store.file();
        out = store.cipher().encrypt(Files.newOutputStream(file));
        for (byte[] chunk : chunks) {
            out.write(chunk);
        }
        store.release((long) chunks.size() * CHUNK);
        chunks.clear();
    }

    /** Finishes writing. */
    void complete() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    long length() {
        return length;
    }

    /** Returns the first bytes, fewer when the part is shorter. */
    byte[] firstBytes(int count) throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(count);
        }
    }

    @Override
    public InputStream open() throws IOException {
        checkOpen();
        return file == null ? new InMemory() : new OnDisk(store.cipher().decrypt(Files.newInputStream(file)));
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the upload has ended");
        }
    }

    /** Releases the memory or the file. Open readers fail from then on. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (file != null) {
                out.close();
                Files.deleteIfExists(file);
            } else {
                store.release((long) chunks.size() * CHUNK);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not delete a spooled part", e);
        }
    }

    private final class OnDisk extends FilterInputStream {
        OnDisk(InputStream opened) {
            super(opened);
        }

        @Override
        public int read() throws IOException {
            checkOpen();
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            checkOpen();
            return in.read(into, offset, count);
        }
    }

    private final class InMemory extends InputStream {
        private long position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            checkOpen();
            if (count == 0) {
                return 0;
            }
            if (position == length) {
                return -1;
            }
            int offsetInChunk = (int) (position % CHUNK);
            int amount = (int) Math.min(Math.min(count, CHUNK - offsetInChunk), length - position);
            System.arraycopy(chunks.get((int) (position / CHUNK)), offsetInChunk, into, offset, amount);
            position += amount;
            return amount;
        }
    }
}
