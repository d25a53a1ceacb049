package io.tollgate.upload;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of buffered files. Its content at a start was left by a process that has ended. */
public final class SpoolFolder {
    private SpoolFolder() {}

    /** Creates the folder, or empties it. */
    public static Path createEmpty(Path dataDir) throws IOException {
        Path folder = Files.createDirectories(dataDir.resolve("spool"));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*.sealed")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        return folder;
    }
}
