package io.tollgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import io.tollgate.database.RandomIds;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R21: every sale that a gateway acknowledged before it was killed is in the H2 file afterwards, also once H2 writes into
 * space that it used before (by default from 45 s on, here at once). H2 2.5.252 forgot sales there.
 */
@Tag("full")
class KilledWritersTest {
    private static final int KILLS = 12;
    private static final int SALES = 12;

    @TempDir
    private Path folder;

    @Test
    void r21_noAcknowledgedSaleIsForgottenHoweverOftenItsWriterIsKilled() throws Exception {
        DatabaseAccess access = DatabaseAccess.of(Database.defaultUrl(folder) + ";RETENTION_TIME=0");
        List<Integer> acknowledged = new ArrayList<>();

        for (int kill = 1; kill <= KILLS; kill++) {
            sellAndDie(access, kill * 1000, acknowledged);
        }

        try (Database database = Database.open(access)) {
            Ledger ledger = ledger(database);
            assertThat(acknowledged)
                    .hasSizeGreaterThanOrEqualTo(KILLS * SALES)
                    .allSatisfy(
                            buyer -> assertThat(ledger.find(Payments.v1(buyer).key()))
                                    .hasValueSatisfying(payment ->
                                            assertThat(payment.state()).isEqualTo(PaymentState.SETTLED)));
        }
    }

    private static void sellAndDie(DatabaseAccess access, int first, List<Integer> acknowledged) throws Exception {
        Process seller = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Seller.class.getName(),
                        access.url(),
                        Integer.toString(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(seller.getInputStream(), StandardCharsets.US_ASCII))) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("sold ") && line.endsWith(".")) {
                    acknowledged.add(Integer.parseInt(line.substring(5, line.length() - 1)));
                    if (++seen == SALES) {
                        seller.toHandle().destroyForcibly();
                    }
                }
            }
        }
        seller.waitFor();
    }

    private static Ledger ledger(Database database) {
        return new Ledger(database, LedgerTimes.defaults(), Clock.systemUTC(), new RandomIds(new SecureRandom()));
    }

    /** Sells until it is killed and says what it sold. */
    static final class Seller {
        public static void main(String[] arguments) {
            Ledger ledger = ledger(Database.open(new DatabaseAccess(arguments[0], Optional.empty(), Optional.empty())));
            for (int buyer = Integer.parseInt(arguments[1]); ; buyer++) {
                Claim claim = LedgerFixture.won(ledger.claim(Payments.v1(buyer)));
                ledger.beginSettlement(claim);
                ledger.recordSettlement(claim, Payments.TRANSACTION);
                System.out.println("sold " + buyer + ".");
                System.out.flush();
            }
        }
    }
}
