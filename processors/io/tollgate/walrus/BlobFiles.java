package io.tollgate.walrus;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The disk of the embedded Walrus: {@code blobs/<id>} and {@code blobs/<id>.json} beside it. Both are written elsewhere and
 * then renamed, so that a crash leaves either the old state or the new one.
 */
final class BlobFiles {
    private static final int CHUNK = 64 * 1024;

    private final Path blobs;
    private final Path incoming;
    private final ObjectMapper json = new ObjectMapper();
    private final Lock writing = new ReentrantLock();

    /** Uses a directory, which is created; what broken uploads left in it is removed. */
    BlobFiles(Path directory) {
        this.blobs = directory.resolve("blobs");
        this.incoming = directory.resolve("incoming");
        try {
            Files.createDirectories(blobs);
            Files.createDirectories(incoming);
            try (Stream<Path> leftOvers = Files.list(incoming)) {
                for (Path leftOver : leftOvers.toList()) {
                    Files.delete(leftOver);
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

    void discard(Received received) throws IOException {
        Files.deleteIfExists(received.file());
    }

    Optional<StoredBlob> find(BlobId id) throws IOException {
        Path sidecar = sidecar(id);
        if (!Files.exists(sidecar)) {
            return Optional.empty();
        }
        return Optional.of(StoredBlob.read(json.readTree(Files.readAllBytes(sidecar))));
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
    StoredBlob keep(Received received, StoredBlob fresh, UnaryOperator<StoredBlob> change) throws IOException {
        writing.lock();
        try {
            StoredBlob known = find(fresh.id()).orElse(fresh);
            StoredBlob next = change.apply(known);
            if (!next.equals(known)) {
                Files.move(received.file(), file(fresh.id()), StandardCopyOption.ATOMIC_MOVE);
                Path written = incoming.resolve(UUID.randomUUID().toString());
                Files.write(written, json.writeValueAsBytes(next.json()));
                Files.move(written, sidecar(fresh.id()), StandardCopyOption.ATOMIC_MOVE);
            }
            return next;
        } finally {
            writing.unlock();
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
