package io.tollgate.payer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** The bytes that have come so far, in {@code OUTPUT.part}; it takes the output's name when all of them are there. */
final class PartFile {
    private static final int CHUNK = 64 * 1024;

    private final Path output;
    private final Path part;

    PartFile(Path output) {
        this.output = output;
        this.part = output.resolveSibling(output.getFileName() + ".part");
    }

    long size() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    void restart() throws IOException {
        Files.deleteIfExists(part);
    }

    /** The sender broke off; the disk is fine. */
    static final class Broken extends IOException {
        private Broken(IOException cause) {
            super(cause);
        }
    }

    /** The sender sends more than there is room for. */
    static final class Overflow extends IOException {}

    /**
     * Appends all of a stream. What came before it {@link Broken breaks} stays.
     *
     * @param most bytes of the whole file
     */
    void append(InputStream bytes, long most, LongConsumer progress) throws IOException {
        long done = size();
        byte[] chunk = new byte[CHUNK];
        try (OutputStream file = Files.newOutputStream(
                part, StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = next(bytes, chunk); read >= 0; read = next(bytes, chunk)) {
                done += read;
                if (done > most) {
                    throw new Overflow();
                }
                file.write(chunk, 0, read);
                progress.accept(done);
            }
        }
    }

    private static int next(InputStream bytes, byte[] chunk) throws Broken {
        try {
            return bytes.read(chunk);
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    /** Hex. */
    String sha256() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        byte[] chunk = new byte[CHUNK];
        try (InputStream file = Files.newInputStream(part)) {
            for (int read = file.read(chunk); read >= 0; read = file.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    void complete() throws IOException {
        Files.move(part, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
