package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestDatabase;
import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import io.tollgate.database.RandomIds;
import io.tollgate.database.Tables;
import io.tollgate.mcp.SpendOnce;
import io.tollgate.mcp.wallet.WalletLedger;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty threads in two processes try to sign a thousand payments against one daily cap (attack M3). */
class WalletRaceTest {
    private static final long CAP = 600_000;
    private static final int OF_EACH_PROCESS = 500;

    @TempDir
    private Path folder;

    @Test
    void m03_twoProcessesNeverGoOverTheDailyCap() throws Exception {
        race(DatabaseAccess.of("jdbc:h2:" + folder.resolve("wallet") + ";AUTO_SERVER=TRUE"), "h2");
    }

    @Test
    void m03_twoProcessesNeverGoOverTheDailyCapThatTheyShareInPostgreSql() throws Exception {
        race(TestDatabase.POSTGRESQL.empty(), "postgresql");
    }

    private static void race(DatabaseAccess access, String prefix) throws Exception {
        Process one = process(access, prefix + "-one");
        Process two = process(access, prefix + "-two");

        assertThat(one.waitFor() + two.waitFor()).isEqualTo((int) (CAP / 10_000));
        try (Database database = Database.open(access, Tables.WALLET)) {
            WalletLedger walletLedger =
                    new WalletLedger(database, Clock.systemUTC(), new RandomIds(new SecureRandom()));
            assertThat(walletLedger.reservedToday("wallet")).isEqualTo(CAP);
            assertThat(walletLedger.latest(prefix + "-one", 1000).size()
                            + walletLedger.latest(prefix + "-two", 1000).size())
                    .isEqualTo((int) (CAP / 10_000));
        }
    }

    private static Process process(DatabaseAccess access, String name) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder process = new ProcessBuilder(
                java,
                "-Dh2.bindAddress=127.0.0.1",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SpendOnce.class.getName(),
                access.url(),
                name,
                Integer.toString(OF_EACH_PROCESS),
                Long.toString(CAP));
        access.user().ifPresent(user -> process.environment().put("RACE_USER", user));
        access.password().ifPresent(password -> process.environment().put("RACE_PASSWORD", password));
        return process.redirectErrorStream(true)
                .redirectOutput(new File("target/wallet-race-" + name + ".log"))
                .start();
    }
}
