package io.tollgate.admin.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.database.Database;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.http.server.Problem;
import io.tollgate.log.LogEvent;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a copy of the database to {@code DATA_DIR/backups}, readable by its owner only, and answers its path. The
 * key-encryption key is not part of it and needs a separate backup in another place.
 */
public final class WriteBackup implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(WriteBackup.class);
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'tollgate-'yyyyMMdd'T'HHmmssSSS'Z.zip'")
            .withZone(ZoneOffset.UTC);

    private final Database database;
    private final Path dataDir;
    private final Clock clock;

    public WriteBackup(Database database, Path dataDir, Clock clock) {
        this.database = requireNonNull(database, "database must not be null");
        this.dataDir = requireNonNull(dataDir, "dataDir must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Path folder = Files.createDirectories(dataDir.resolve("backups"));
        Path file = folder.resolve(NAME.format(clock.instant()));
        createEmpty(file);
        if (!database.backUp(file)) {
            Files.delete(file);
            throw Problem.of(409, "backup_elsewhere", "back up PostgreSQL with pg_dump, and the key file with it");
        }
        LogEvent.BACKUP_WRITTEN.at(LOG).log("the database was backed up to {}", file);
        JsonAnswer.send(
                exchange,
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("file", file.toString())
                        .put("bytes", Files.size(file)));
    }

    /** Creates the file before it has content, so that no other account can read it at any time. */
    private static void createEmpty(Path file) throws IOException {
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(file, ownerOnly);
        } catch (FileAlreadyExistsException e) {
            throw Problem.of(409, "backup_running", "another backup was begun in the same millisecond");
        }
    }
}
