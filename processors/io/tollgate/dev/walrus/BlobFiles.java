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
 * The disk of the embedded Walrus: {@code blobs/<id>} and {@code blobs/<id>.json} beside it, and {@code objects/<object>}
 * with the blob that an object holds. All are written elsewhere and then renamed, so that a crash leaves either the old
 * state or the new one. Several instances, in one process or not, may share the directory.
 */
final class BlobFiles {
    private static final int CHUNK = 64 * 1024;
    /** Nobody writes to an upload any more that has not grown for so long. */
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    private static final Duration LOCK_RETRY = Duration.ofMillis(2);

    private final Path blobs;
    private final Path objects;
    private final Path lockFile;
    private final Path incoming;
    private final ObjectMapper json = new ObjectMapper();
    private final Lock writeLock = new ReentrantLock();

    /** Uses a directory, which is created; what broken uploads left in it long before {@code now} is removed. */
    BlobFiles(Path directory, Instant now) {
        this.blobs = directory.resolve("blobs");
        this.objects = directory.resolve("objects");
        this.incoming = directory.resolve("incoming");
        this.lockFile = directory.resolve("lock");
        try {
            Files.createDirectories(blobs);
            Files.createDirectories(objects);
            Files.createDirectories(incoming);
            try (Stream<Path> leftOvers = Files.list(incoming)) {
                for (Path leftOver : leftOvers.toList()) {
                    if (Files.getLastModifiedTime(leftOver).toInstant().isBefore(now.minus(ABANDONED_AFTER))) {
                        Files.deleteIfExists(leftOver);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep blobs in " + directory, e);
        }
    }

    /** An upload that is on disk but not yet a blob. */
    record Received(Path file, long size, byte[] sha256) {}

    /**
     * Writes a body to disk while it comes in.
     *
     * @return empty when it has more bytes than the limit; nothing of it is left then, nor after a failure
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

    /** Makes a quilt of a form that was received; the form is left as it is. */
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

    /** The blob that an object holds, or held. */
    Optional<BlobId> blobOf(String objectId) throws IOException {
        Path file = objects.resolve(objectId);
        return Files.exists(file) ? Optional.of(BlobId.parse(Files.readString(file))) : Optional.empty();
    }

    Path file(BlobId id) {
        return blobs.resolve(id.text());
    }

    /**
     * Makes an upload a blob, or one more upload of a blob that is there already.
     *
     * @param fresh what to start from when the blob is unknown
     * @param change what the upload changes about it; returning its argument leaves all as it is
     */
    DevBlob store(Received received, DevBlob fresh, UnaryOperator<DevBlob> change) throws IOException {
        writeLock.lock();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = acquireFileLock(channel)) {
            DevBlob known = find(fresh.id()).orElse(fresh);
            DevBlob next = change.apply(known);
            if (!next.equals(known)) {
                byte[] id = next.id().text().getBytes(StandardCharsets.US_ASCII);
                for (String object : next.objectIds()) {
                    write(objects.resolve(object), id);
                }
                Files.move(received.file(), file(fresh.id()), StandardCopyOption.ATOMIC_MOVE);
                write(sidecar(fresh.id()), json.writeValueAsBytes(next.json()));
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

    /** Keeps other instances out; another one in this very process is waited for as well. */
    private static FileLock acquireFileLock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                LockSupport.parkNanos(LOCK_RETRY.toNanos());
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("interrupted while waiting for the blobs' folder");
                }
            }
        }
    }

    private Path sidecar(BlobId id) {
        return blobs.resolve(id.text() + ".json");
    }

    /** The SHA-256 of a stored file, read in pieces. */
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

    /** The SHA-256 of a few words. */
    static byte[] sha256(String text) {
        return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
