package io.tollgate.sealing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Creates a file that only its owner can read, atomically and durably: of two processes that start at the same time one
 * creates it and the other reads it, and a crash leaves neither half a key nor a key that is not on disk.
 */
final class SecretFile {
    private SecretFile() {}

    /** Creates the file; does nothing when it exists. */
    static void create(Path file, byte[] content) throws IOException {
        Files.createDirectories(folder(file));
        Path draft = draft(file, content);
        try {
            Files.createLink(file, draft);
            force(folder(file));
        } catch (FileAlreadyExistsException e) {
            // another process created the file first; the caller reads that one
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Replaces the file. At every moment, and after a crash, it has the old content or the new content. */
    static void replace(Path file, byte[] content) throws IOException {
        Path draft = draft(file, content);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder(file));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().getParent();
    }

    private static Path draft(Path file, byte[] content) throws IOException {
        Path folder = folder(file);
        Path draft = Files.createTempFile(folder, ".kek", ".tmp", ownerOnly(folder));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
        return draft;
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
