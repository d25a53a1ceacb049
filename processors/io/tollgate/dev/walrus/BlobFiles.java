package io.tollgate.dev.walrus;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tollgate.walrus.encoding.BlobId;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The files of the embedded Walrus: {@code blobs/<id>} with {@code blobs/<id>.json} beside it, and
 * {@code objects/<object>} with the id of the object's blob. Each file is written elsewhere and then renamed, so that a
 * crash leaves the old state or the new one. Several instances, also in other processes, may share the directory.
 */
final class BlobFiles {
    private static final int CHUNK = 64 * 1024;
    /** An upload that has not grown for this long is abandoned. */
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    private static final Duration LOCK_RETRY = Duration.ofMillis(2);

    private final Path blobs;
    private final Path objects;
    private final Path lockFile;
    private final Path incoming;
    private final ObjectMapper json = new ObjectMapper();
    private final Lock writeLock = new ReentrantLock();

    /** Creates the directory, and removes uploads that were abandoned long before {@code now}. */
    BlobFiles(Path directory, Instant now) {
        this.blobs = directory.resolve("blobs");
        this.objects = directory.resolve("objects");
        this.incoming = directory.resolve("incoming");
        this.lockFile = directory.resolve("lock");
        try {
            Files.createDirectories(blobs);
            Files.createDirectories(objects);
            Files.createDirectories(incoming);
            try (Stream<Path> leftovers = Files.list(incoming)) {
                for (Path leftover : leftovers.toList()) {
                    if (Files.getLastModifiedTime(leftover).toInstant().isBefore(now.minus(ABANDONED_AFTER))) {
                        Files.deleteIfExists(leftover);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store blobs in " + directory, e);
        }
    }

    /** An upload on disk that is not a blob yet. */
    record Received(Path file, long size, byte[] sha256) {}

    /**
     * Writes a body to disk as it arrives.
     *
     * @return empty when the body exceeds the limit; the file is deleted then, and after a failure
     */
    Optional<Received> receive(InputStream body, long limit) throws IOException {
        Path file = incoming.resolve(UUID.randomUUID().toString());
        MessageDigest digest = sha256();
        long size = 0;
        boolean complete = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int count = body.read(chunk); count >= 0 && size <= limit; count = body.read(chunk)) {
                size += count;
                digest.update(chunk, 0, count);
                out.write(chunk, 0, count);
            }
            complete = size <= limit;
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
        return complete ? Optional.of(new Received(file, size, digest.digest())) : Optional.empty();
    }

    /** Creates a quilt from a received form; does not modify the form. */
    Received quilt(QuiltForm form) throws IOException {
        Path file = incoming.resolve(UUID.randomUUID().toString());
        boolean complete = false;
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(Quilt.header(form.patches())));
            form.copyTo(out);
            complete = true;
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
        return new Received(file, Files.size(file), sha256(file));
    }

    void discard(Received received) throws IOException {
        Files.deleteIfExists(received.file());
    }

    Optional<DevBlob> find(BlobId id) throws IOException {
        Path sidecar = sidecar(id);
        if (!Files.exists(sidecar)) {
            return Optional.empty();
        }
        return Optional.of(DevBlob.read(json.readTree(Files.readAllBytes(sidecar))));
    }

    /** Returns the blob of an object, expired or not. */
    Optional<BlobId> blobOf(String objectId) throws IOException {
        Path file = objects.resolve(objectId);
        return Files.exists(file) ? Optional.of(BlobId.parse(Files.readString(file))) : Optional.empty();
    }

    Path file(BlobId id) {
        return blobs.resolve(id.text());
    }

    /**
     * Stores an upload as a new blob, or registers another upload of an existing blob.
     *
     * @param initial the initial state when the blob is unknown
     * @param change applies the upload to the state; returning its argument changes nothing
     */
    DevBlob store(Received received, DevBlob initial, UnaryOperator<DevBlob> change) throws IOException {
        writeLock.lock();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock fileLock = acquireFileLock(channel)) {
            DevBlob current = find(initial.id()).orElse(initial);
            DevBlob next = change.apply(current);
            if (!next.equals(current)) {
                byte[] id = next.id().text().getBytes(StandardCharsets.US_ASCII);
                for (String object : next.objectIds()) {
                    write(objects.resolve(object), id);
                }
                Files.move(received.file(), file(initial.id()), StandardCopyOption.ATOMIC_MOVE);
                write(sidecar(initial.id()), json.writeValueAsBytes(next.json()));
            }
            return next;
        } finally {
            writeLock.unlock();
        }
    }

    private void write(Path target, byte[] content) throws IOException {
        Path written = incoming.resolve(UUID.randomUUID().toString());
        Files.write(written, content);
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Acquires a lock against other instances, including those in this process. */
    private static FileLock acquireFileLock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                LockSupport.parkNanos(LOCK_RETRY.toNanos());
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("interrupted while waiting for the lock of the blobs");
                }
            }
        }
    }

    private Path sidecar(BlobId id) {
        return blobs.resolve(id.text() + ".json");
    }

    /** Returns the SHA-256 of a stored file. */
    static byte[] sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        }
        return digest.digest();
    }

    /** Returns the SHA-256 of a text. */
    static byte[] sha256(String text) {
        return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
