package io.tollgate.app;

import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import io.tollgate.database.RandomIds;
import io.tollgate.database.Tables;
import io.tollgate.mcp.wallet.WalletLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The database of the wallet, opened when it is first needed. Without a setting it is an H2 file that several processes
 * share: every client that runs the tools as a program of its own counts against the same caps.
 */
final class WalletStore implements Supplier<WalletLedger>, AutoCloseable {
    private final DatabaseAccess access;
    private final Optional<Path> folder;
    private final Function<Database, WalletLedger> books;
    private Database database;
    private WalletLedger opened;

    WalletStore(DatabaseAccess access, Optional<Path> folder, Clock clock, RandomIds ids) {
        this.access = access;
        this.folder = folder;
        this.books = database -> new WalletLedger(database, clock, ids);
    }

    static DatabaseAccess inFolder(Path dataDir) {
        return DatabaseAccess.of("jdbc:h2:" + dataDir.resolve("wallet") + ";AUTO_SERVER=TRUE");
    }

    @Override
    public synchronized WalletLedger get() {
        if (opened == null) {
            folder.ifPresent(WalletStore::make);
            database = Database.open(access, Tables.WALLET);
            opened = books.apply(database);
        }
        return opened;
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (database != null) {
            database.close();
        }
    }
}
