package io.tollgate.app;

import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import io.tollgate.database.RandomIds;
import io.tollgate.database.Tables;
import io.tollgate.mcp.wallet.WalletLedger;
import io.tollgate.settings.Secret;
import io.tollgate.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The database of the wallet, opened at its first use. By default it is an H2 file that several processes share, so
 * that all MCP clients that run the tools as their own programs spend from the same caps.
 */
final class WalletStore implements Supplier<WalletLedger>, AutoCloseable {
    private final DatabaseAccess access;
    private final Optional<Path> folder;
    private final Function<Database, WalletLedger> ledgers;
    private Database database;
    private WalletLedger opened;

    private WalletStore(DatabaseAccess access, Optional<Path> folder, Clock clock, RandomIds ids) {
        this.access = access;
        this.folder = folder;
        this.ledgers = database -> new WalletLedger(database, clock, ids);
    }

    static WalletStore of(Settings settings, Clock clock, RandomIds ids) {
        Path folder = settings.server().dataDir();
        return settings.wallet()
                .databaseUrl()
                .map(url -> new WalletStore(
                        new DatabaseAccess(
                                url,
                                settings.storage().databaseUser(),
                                settings.storage().databasePassword().map(Secret::reveal)),
                        Optional.empty(),
                        clock,
                        ids))
                .orElseGet(() -> new WalletStore(
                        DatabaseAccess.of("jdbc:h2:" + folder.resolve("wallet") + ";AUTO_SERVER=TRUE"),
                        Optional.of(folder),
                        clock,
                        ids));
    }

    @Override
    public synchronized WalletLedger get() {
        if (opened == null) {
            folder.ifPresent(WalletStore::create);
            database = Database.open(access, Tables.WALLET);
            opened = ledgers.apply(database);
        }
        return opened;
    }

    private static void create(Path folder) {
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
