package io.tollgate.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * The one database of a gateway: a durable H2 file by default, any JDBC database that reads the same SQL otherwise.
 * Work runs in short transactions that are repeated when the database asks for it, so a piece of work must do nothing
 * but talk to its handle: no network call, no file, no other transaction.
 */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 8;

    private final HikariDataSource connections;
    private final Jdbi jdbi;
    private final Retries retries = new Retries();

    private Database(HikariDataSource connections) {
        this.connections = connections;
        this.jdbi = Jdbi.create(connections);
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    }

    /** Where a gateway keeps its data when nobody says otherwise: a file named tollgate in the data folder. */
    public static String defaultUrl(Path dataDir) {
        return "jdbc:h2:" + dataDir.toAbsolutePath().normalize().resolve("tollgate");
    }

    /**
     * Connects and brings the tables up to date.
     *
     * @param url a JDBC URL; an H2 one gets the settings added that make a commit survive a kill
     * @throws IllegalStateException with one sentence for the operator when the database cannot be used
     */
    public static Database open(String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tollgate");
        config.setJdbcUrl(DurableUrl.of(url));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        HikariDataSource connections = null;
        try {
            connections = new HikariDataSource(config);
            Schema.update(connections);
            return new Database(connections);
        } catch (RuntimeException e) {
            if (connections != null) {
                connections.close();
            }
            throw OpenFailure.of(url, e);
        }
    }

    /** One statement, which is a transaction by itself. */
    public <T> T statement(Work<T> work) {
        return retries.run(() -> jdbi.withHandle(work::on));
    }

    /** Several statements, of which all take effect or none. */
    public <T> T transaction(Work<T> work) {
        return retries.run(() -> jdbi.inTransaction(work::on));
    }

    @Override
    public void close() {
        connections.close();
    }

    /** What is done with a connection. It may run more than once. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Handle handle);
    }
}
