package io.tollgate.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Refuses a PostgreSQL that answers a commit before it is on disk: it would forget settlements that buyers were told of.
 * What H2 needs for the same is in its URL.
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
                            "The database commits before it has written (synchronous_commit is off), so a crash would lose settlements: turn it on for this database or user.");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not say how it commits", e);
        }
    }
}
