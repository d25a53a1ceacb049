package io.tollgate;

import static org.assertj.core.api.Assertions.fail;

import io.tollgate.database.DatabaseAccess;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/**
 * The databases that Tollgate runs on. A test for all of them is a parameterized class over this enum. Without PostgreSQL
 * its half is skipped, or fails when TOLLGATE_REQUIRE_POSTGRES is true.
 */
public enum TestDatabase {
    H2 {
        @Override
        public DatabaseAccess empty() {
            return DatabaseAccess.of("jdbc:h2:mem:" + UUID.randomUUID());
        }

        @Override
        public DatabaseAccess ready() {
            return empty();
        }
    },
    POSTGRESQL {
        @Override
        public DatabaseAccess empty() {
            return server().newDatabase();
        }

        @Override
        public DatabaseAccess ready() {
            return server().newReadyDatabase();
        }

        private static Postgres server() {
            Assumptions.assumeFalse(
                    "fast".equals(System.getProperty("tollgate.tests")), "the fast profile starts no database server");
            Optional<Postgres> server = Postgres.shared();
            if (server.isEmpty()) {
                String missing = "PostgreSQL's server programs are not installed (Debian: apt-get install postgresql)";
                if (Boolean.parseBoolean(System.getenv("TOLLGATE_REQUIRE_POSTGRES"))) {
                    fail(missing);
                }
                Assumptions.abort(missing);
            }
            return server.orElseThrow();
        }
    };

    /** A new database without tables, for this caller alone, which may be opened several times. */
    public abstract DatabaseAccess empty();

    /** As {@link #empty()}, but the tables may exist already, which saves time. */
    public abstract DatabaseAccess ready();
}
