package io.tollgate.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
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

    /** Opens a database whose URL says everything. */
    public static Database open(String url) {
        return open(DatabaseAccess.of(url));
    }

    /**
     * Connects and brings the tables up to date.
     *
     * @param access its URL, if one of H2, gets the settings added that make a commit survive a kill
     * @throws IllegalStateException with one sentence for the operator when the database cannot be used
     */
    public static Database open(DatabaseAccess access) {
        return open(access, Tables.GATEWAY);
    }

    /** As above, for other tables than the gateway's. */
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
            // a network that swallows packets must not hold a sale for ever; what the URL says comes first
            config.addDataSourceProperty("connectTimeout", "10");
            config.addDataSourceProperty("socketTimeout", "60");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("ApplicationName", "tollgate");
        }
        return config;
    }

    /**
     * Writes a copy of everything that is committed into a file, while work goes on.
     *
     * @param file a zip archive to make; in it lies the database's file as it has to be put back
     * @return false when this database has a tool of its own for that and cannot do it by itself
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
            throw new IllegalStateException("the database does not say what it is", e);
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
