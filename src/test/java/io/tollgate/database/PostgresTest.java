package io.tollgate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Error messages for an unusable PostgreSQL, and its required configuration. */
class PostgresTest {
    private final DatabaseAccess access = TestDatabase.POSTGRESQL.empty();

    @Test
    void credentialsMayStandInTheUrl() {
        String url = access.url() + "?user=" + access.user().orElseThrow() + "&password="
                + access.password().orElseThrow();

        try (Database database = Database.open(url)) {
            assertThat(database.<Boolean>statement(handle -> handle.createQuery("select true")
                            .mapTo(Boolean.class)
                            .one()))
                    .isTrue();
        }
    }

    @Test
    void wrongCredentialsAreReportedInOneSentenceWithoutThem() {
        DatabaseAccess wrong = new DatabaseAccess(access.url(), access.user(), Optional.of("hunter2"));

        assertThatThrownBy(() -> Database.open(wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The database " + access.url()
                        + " refuses these credentials: set DATABASE_USER and DATABASE_PASSWORD.");
    }

    @Test
    void aDatabaseThatDoesNotExistIsReportedInOneSentence() {
        DatabaseAccess wrong = new DatabaseAccess(access.url() + "_missing", access.user(), access.password());

        assertThatThrownBy(() -> Database.open(wrong))
                .hasMessage("The database " + access.url()
                        + "_missing does not exist: create it, or set DATABASE_URL to another one.");
    }

    @Test
    void aDatabaseThatMayLoseCommitsIsRefused() {
        try (Database database = Database.open(access)) {
            String name = access.url().substring(access.url().lastIndexOf('/') + 1);
            database.statement(handle -> handle.execute("alter database " + name + " set synchronous_commit = off"));
        }

        assertThatThrownBy(() -> Database.open(access))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("synchronous_commit is off");
    }

    @Test
    void instancesThatStartAtOnceMakeTheTablesOnce() throws Exception {
        Callable<Boolean> start = () -> {
            try (Database database = Database.open(access)) {
                return database.statement(handle -> handle.createQuery("select count(*) from payment")
                        .mapTo(Integer.class)
                        .one()
                        .equals(0));
            }
        };

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> each : threads.invokeAll(List.of(start, start, start, start))) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    @Test
    void missingMigrationsRunAtTheNextStart() {
        Flyway.configure()
                .dataSource(
                        access.url(),
                        access.user().orElseThrow(),
                        access.password().orElseThrow())
                .resourceProvider(Migrations.of(Tables.GATEWAY))
                .target("2")
                .load()
                .migrate();

        try (Database database = Database.open(access)) {
            assertThat(database.<Integer>statement(handle -> handle.createQuery("select count(*) from house_key")
                            .mapTo(Integer.class)
                            .one()))
                    .isZero();
        }
    }
}
