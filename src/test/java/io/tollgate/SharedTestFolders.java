package io.tollgate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Folders under {@code target} that parallel test JVMs share: one JVM prepares a folder for all. */
public final class SharedTestFolders {
    /** Creates the content of a folder. */
    public interface Preparation {
        void run() throws IOException, InterruptedException;
    }

    private SharedTestFolders() {}

    /** Prepares a folder while holding a file lock, so that other JVMs wait. */
    public static void prepare(Path folder, Preparation preparation) throws IOException, InterruptedException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        try (FileChannel channel = FileChannel.open(
                folder.resolveSibling(folder.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock();
            try {
                preparation.run();
            } finally {
                lock.release();
            }
        }
    }

    /** Copies a file unless the target has the same content, because another JVM may be reading it. */
    public static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        if (!Files.exists(to) || Files.mismatch(from, to) >= 0) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
