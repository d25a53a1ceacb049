package io.tollgate.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Migrates the tables with Flyway. When the schema history is complete, as at almost every start, Flyway is not loaded,
 * because loading it takes most of the time of opening a database.
 */
final class Schema {
    private static final String GATEWAY =
            "select version from flyway_schema_history where success and version is not null order by installed_rank";
    private static final String WALLET =
            "select version from wallet_schema_history where success and version is not null order by installed_rank";

    private Schema() {}

    static void update(DataSource database, Tables tables) {
        Migrations migrations = Migrations.of(tables);
        if (!applied(database, tables).equals(migrations.versions())) {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(database)
                    .table(tables == Tables.WALLET ? "wallet_schema_history" : "flyway_schema_history")
                    .baselineOnMigrate(tables == Tables.WALLET)
                    .baselineVersion("0")
                    .resourceProvider(migrations)
                    .javaMigrationClassProvider(List::of)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        }
    }

    /** Empty when the history cannot be read; Flyway then reports the problem. */
    private static List<String> applied(DataSource database, Tables tables) {
        List<String> versions = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(tables == Tables.WALLET ? WALLET : GATEWAY)) {
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
        } catch (SQLException e) {
            return List.of();
        }
        return versions;
    }
}
