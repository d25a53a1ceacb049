package io.tollgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestDatabase;
import io.tollgate.database.DatabaseAccess;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * R21: a gateway that is killed at any step of a sale charges once and delivers the file. Runs once on H2 by default;
 * {@code -Dtollgate.reliability.kills=20} sets the number of rounds, and {@code -Dtollgate.reliability.everywhere=true}
 * runs it on PostgreSQL as well.
 */
@Tag("full")
class KillMatrixTest {
    private static final int ROUNDS = Integer.getInteger("tollgate.reliability.kills", 1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void r21_aGatewayKilledAtAnyStepOfASaleChargesOnceAndDelivers(TestDatabase kind) throws Exception {
        Assumptions.assumeTrue(
                kind == TestDatabase.H2 || Boolean.getBoolean("tollgate.reliability.everywhere"),
                "PostgreSQL runs only with -Dtollgate.reliability.everywhere=true");
        Optional<DatabaseAccess> database = kind == TestDatabase.H2 ? Optional.empty() : Optional.of(kind.empty());
        int kills = 0;
        long maximum = 0;
        try (KillMatrix matrix = new KillMatrix(folder, database)) {
            for (int round = 0; round < ROUNDS; round++) {
                kills += matrix.killEverywhere();
                maximum = Math.max(maximum, matrix.assertEveryBuyerIsServedOnce());
            }
        }

        assertThat(kills).isGreaterThanOrEqualTo(12 * ROUNDS);
        new Findings("kill matrix", kind, kills, kills, maximum, "").report();
    }
}
