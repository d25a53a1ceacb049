package io.tollgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestDatabase;
import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import io.tollgate.database.RandomIds;
import java.io.File;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What was committed is there after a restart, and after the process was killed in the next instant (attack R21). */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DurabilityTest {
    private final Path folder;
    private final DatabaseAccess access;

    DurabilityTest(TestDatabase kind, @TempDir Path folder) {
        this.folder = folder;
        access = kind == TestDatabase.H2 ? DatabaseAccess.of(Database.defaultUrl(folder)) : kind.empty();
    }

    @Test
    void aSaleIsThereAfterARestart() {
        Entitlement sold;
        try (Database database = Database.open(access)) {
            Ledger ledger = ledger(database);
            sold = sell(ledger);
        }

        try (Database database = Database.open(access)) {
            ClaimOutcome again = ledger(database).claim(Payments.v2(1, "quote-1"));

            assertThat(again)
                    .isInstanceOfSatisfying(
                            ClaimOutcome.Paid.class,
                            paid -> assertThat(paid.entitlement().sale()).isEqualTo(sold.sale()));
        }
    }

    @Test
    void aSaleIsThereAfterTheProcessIsKilledRightAfterIt() throws Exception {
        Process seller = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Seller.class.getName(),
                        access.url(),
                        access.user().orElse(""),
                        access.password().orElse(""))
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "seller.out"))
                .start();

        assertThat(seller.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(seller.exitValue()).isEqualTo(Seller.KILLED);
        try (Database database = Database.open(access)) {
            Ledger ledger = ledger(database);
            assertThat(ledger.claim(Payments.v2(1, "quote-1"))).isInstanceOf(ClaimOutcome.Paid.class);
            assertThat(ledger.find(Payments.v1(2).key()).orElseThrow().state()).isEqualTo(PaymentState.SETTLING);
            assertThat(ledger.find(Payments.v1(3).key()).orElseThrow().state()).isEqualTo(PaymentState.CLAIMED);
        }
    }

    private static Ledger ledger(Database database) {
        return new Ledger(database, LedgerTimes.defaults(), Clock.systemUTC(), new RandomIds(new SecureRandom()));
    }

    private static Entitlement sell(Ledger ledger) {
        Claim claim = LedgerFixture.won(ledger.claim(Payments.v2(1, "quote-1")));
        ledger.beginSettlement(claim);
        return ledger.recordSettlement(claim, Payments.TRANSACTION);
    }

    /** Sells, settles, claims, and dies without closing anything. */
    static final class Seller {
        static final int KILLED = 137;

        public static void main(String[] arguments) {
            Ledger ledger = ledger(Database.open(
                    new DatabaseAccess(arguments[0], Optional.of(arguments[1]), Optional.of(arguments[2]))));
            sell(ledger);
            ledger.beginSettlement(LedgerFixture.won(ledger.claim(Payments.v1(2))));
            ledger.claim(Payments.v1(3));
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
