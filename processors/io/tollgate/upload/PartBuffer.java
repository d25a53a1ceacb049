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
 * One part, kept until it is certified: a part is what is sent again, to this publisher or the next, so it must be
 * there again. Up to 16 MiB stay in memory, if there is any left; a larger part moves to the disk, sealed once more.
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
        int done = 0;
        while (done < count) {
            int place = (int) (length % CHUNK);
            if (file == null && place == 0 && !addChunk()) {
                spill();
            }
            int some = count - done;
            if (file == null) {
                some = Math.min(some, CHUNK - place);
                System.arraycopy(bytes, offset + done, chunks.getLast(), place, some);
            } else {
                out.write(bytes, offset + done, some);
            }
            length += some;
            done += some;
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

    /** Ends the writing. */
    void complete() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    long length() {
        return length;
    }

    /** The first bytes, fewer when there are no more. */
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
            throw new IOException("the upload is over");
        }
    }

    /** Gives the room back. Whoever still reads is stopped. */
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
            throw new UncheckedIOException("a spooled part could not be deleted", e);
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
            int place = (int) (position % CHUNK);
            int some = (int) Math.min(Math.min(count, CHUNK - place), length - position);
            System.arraycopy(chunks.get((int) (position / CHUNK)), place, into, offset, some);
            position += some;
            return some;
        }
    }
}
