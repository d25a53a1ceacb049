package io.tollgate.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * The database of a gateway: a durable H2 file by default, or PostgreSQL. Work runs in short transactions that are repeated
 * after a conflict, so it must only use its handle: no network call, no file, no other transaction.
 */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final Duration SHARED_FILE_WAIT = Duration.ofSeconds(10);

    private final HikariDataSource connections;
    private final Jdbi jdbi;
    private final Retries retries = new Retries();

    private Database(HikariDataSource connections) {
        this.connections = connections;
        this.jdbi = Jdbi.create(connections);
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    }

    /** The default: an H2 file named tollgate in the data folder. */
    public static String defaultUrl(Path dataDir) {
        return "jdbc:h2:" + dataDir.toAbsolutePath().normalize().resolve("tollgate");
    }

    /** Opens a database without separate credentials. */
    public static Database open(String url) {
        return open(DatabaseAccess.of(url));
    }

    /**
     * Connects and migrates the tables.
     *
     * @param access a URL of H2 gets the options that make a commit survive a killed process
     * @throws IllegalStateException with one sentence for the operator when the database cannot be used
     */
    public static Database open(DatabaseAccess access) {
        return open(access, Tables.GATEWAY);
    }

    /** The same for the tables of a gateway or a wallet. */
    public static Database open(DatabaseAccess access, Tables tables) {
        HikariDataSource connections = null;
        try {
            connections = new HikariDataSource(pool(access));
            Schema.update(connections, tables);
            Durability.check(connections);
            return new Database(connections);
        } catch (RuntimeException e) {
            if (connections != null) {
                connections.close();
            }
            throw OpenFailure.of(access, e);
        }
    }

    private static HikariConfig pool(DatabaseAccess access) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tollgate");
        config.setJdbcUrl(DurableUrl.of(access.url()));
        access.user().ifPresent(config::setUsername);
        access.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        if (access.url().startsWith("jdbc:postgresql:")) {
            // a network that drops packets must not block a sale; options in the URL take precedence
            config.addDataSourceProperty("connectTimeout", "10");
            config.addDataSourceProperty("socketTimeout", "60");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("ApplicationName", "tollgate");
        } else if (DurableUrl.isShared(access.url())) {
            // of two processes that start together, H2 refuses one until the other has begun to serve the file
            config.setInitializationFailTimeout(SHARED_FILE_WAIT.toMillis());
        }
        return config;
    }

    /**
     * Writes all committed data to a file while other transactions run.
     *
     * @param file a zip archive with the file of the database
     * @return false for PostgreSQL, which has its own tools for that
     */
    public boolean backUp(Path file) {
        return jdbi.withHandle(handle -> {
            if (!product(handle).equals("H2")) {
                return false;
            }
            handle.execute("backup to ?", file.toString());
            return true;
        });
    }

    private static String product(Handle handle) {
        try {
            return handle.getConnection().getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the product name of the database", e);
        }
    }

    /** Runs one statement, which is a transaction by itself. */
    public <T> T statement(Work<T> work) {
        return retries.run(() -> jdbi.withHandle(work::on));
    }

    /** Runs several statements in one transaction. */
    public <T> T transaction(Work<T> work) {
        return retries.run(() -> jdbi.inTransaction(work::on));
    }

    @Override
    public void close() {
        connections.close();
    }

    /** Work with a connection. It may run more than once. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Handle handle);
    }
}
