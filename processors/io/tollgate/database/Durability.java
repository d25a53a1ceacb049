package io.tollgate.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Refuses a PostgreSQL that confirms commits before they are on disk, because a crash would lose confirmed settlements.
 * {@link DurableUrl} ensures the same for H2.
 */
final class Durability {
    private Durability() {}

    static void check(DataSource database) {
        try (Connection connection = database.getConnection()) {
            if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                return;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show synchronous_commit")) {
                if (row.next() && row.getString(1).equals("off")) {
                    throw new IllegalStateException(
                            "The database confirms commits before they are on disk (synchronous_commit is off), so a crash would lose settlements: turn it on for this database or user.");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read synchronous_commit of the database", e);
        }
    }
}
