package io.tollgate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opening of the database, and repetition of transactions. */
class DatabaseTest {
    @TempDir
    Path folder;

    @Test
    void anH2UrlGetsWhatMakesACommitDurable() {
        assertThat(DurableUrl.of("jdbc:h2:/data/tollgate"))
                .isEqualTo(
                        "jdbc:h2:/data/tollgate;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE;MODE=PostgreSQL;WRITE_DELAY=0");
    }

    @Test
    void optionsOfAnH2UrlAreNotRepeated() {
        assertThat(DurableUrl.of("jdbc:h2:/data/tollgate;mode=postgresql;CIPHER=AES"))
                .isEqualTo(
                        "jdbc:h2:/data/tollgate;mode=postgresql;CIPHER=AES;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0");
    }

    @Test
    void anotherDatabasesUrlStaysAsItIs() {
        assertThat(DurableUrl.of("jdbc:postgresql://db/tollgate")).isEqualTo("jdbc:postgresql://db/tollgate");
    }

    @Test
    void aUrlThatWouldLoseCommitsIsRefusedInOneSentence() {
        assertThatThrownBy(() -> Database.open("jdbc:h2:" + folder.resolve("tollgate") + ";WRITE_DELAY=500"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "DATABASE_URL sets WRITE_DELAY=500, but Tollgate needs WRITE_DELAY=0; remove it from the URL.");
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsReportedWithoutThePassword() {
        assertThatThrownBy(() -> Database.open("jdbc:nothing:there;PASSWORD=hunter2"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The database jdbc:nothing:there cannot be opened: ")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void aUrlIsShownWithoutItsSecrets() {
        assertThat(DatabaseAccess.of("jdbc:postgresql://joe:hunter2@db/tollgate?user=joe&password=hunter2"))
                .hasToString("DatabaseAccess[jdbc:postgresql://db/tollgate]");
    }

    @Test
    void openedAgainItKeepsItsTablesAndRows() {
        String url = Database.defaultUrl(folder);
        try (Database first = Database.open(url)) {
            first.statement(handle -> handle.execute(
                    "insert into outbox (id, kind, payload, created_at) values ('evt_1', 'test', '{}', 1)"));
        }

        try (Database second = Database.open(url)) {
            assertThat(second.<Integer>statement(handle -> handle.createQuery("select count(*) from outbox")
                            .mapTo(Integer.class)
                            .one()))
                    .isEqualTo(1);
        }
        assertThat(Files.exists(folder.resolve("tollgate.mv.db"))).isTrue();
    }

    @Test
    void missingMigrationsRunAtTheNextStart() {
        String url = Database.defaultUrl(folder);
        Flyway.configure()
                .dataSource(DurableUrl.of(url), null, null)
                .resourceProvider(Migrations.of(Tables.GATEWAY))
                .target("2")
                .load()
                .migrate();

        try (Database second = Database.open(url)) {
            assertThat(second.<Integer>statement(handle -> handle.createQuery("select count(*) from house_key")
                            .mapTo(Integer.class)
                            .one()))
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"40001, 3", "40P01, 3", "90131, 3"})
    void aTransactionThatTheDatabaseRollsBackIsRepeated(String sqlState, int expected) {
        AtomicInteger runs = new AtomicInteger();

        int result = new Retries().run(() -> {
            if (runs.incrementAndGet() < expected) {
                throw new ConnectionException(new SQLException("serialization failure", sqlState));
            }
            return runs.get();
        });

        assertThat(result).isEqualTo(expected);
    }

    @Test
    void aTransactionIsRepeatedALimitedNumberOfTimes() {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> new Retries().run(() -> {
                    runs.incrementAndGet();
                    throw new ConnectionException(new SQLException("serialization failure", "40001"));
                }))
                .isInstanceOf(ConnectionException.class);

        assertThat(runs).hasValue(10);
    }
}
