package io.tollgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.MovableClock;
import io.tollgate.TestDatabase;
import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import io.tollgate.database.RandomIds;
import io.tollgate.ledger.ClaimOutcome.Busy;
import io.tollgate.ledger.ClaimOutcome.Paid;
import io.tollgate.ledger.ClaimOutcome.Won;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Attack R2: many copies of one payment at the same moment, at one instance and at two on one durable database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ConcurrentClaimTest {
    private static final int COPIES = 100;

    private final DatabaseAccess access;
    private final PresentedPayment payment = Payments.v2(1, "quote-1");

    ConcurrentClaimTest(TestDatabase kind, @TempDir Path folder) {
        access = kind == TestDatabase.H2 ? DatabaseAccess.of(Database.defaultUrl(folder)) : kind.ready();
    }

    @Test
    void ofAHundredCopiesAtOneInstanceOneWins() throws Exception {
        try (Database database = open()) {
            Ledger ledger = ledger(database);

            List<ClaimOutcome> outcomes = atOnce(copy -> ledger.claim(payment));

            assertThat(outcomes)
                    .hasSize(COPIES)
                    .filteredOn(Won.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes).filteredOn(Busy.class::isInstance).hasSize(COPIES - 1);
        }
    }

    @Test
    void ofAHundredCopiesAtTwoInstancesOneWins() throws Exception {
        try (Database one = open();
                Database other = open()) {
            List<Ledger> instances = List.of(ledger(one), ledger(other));

            List<ClaimOutcome> outcomes = atOnce(copy -> instances.get(copy % 2).claim(payment));

            assertThat(outcomes).filteredOn(Won.class::isInstance).hasSize(1);
        }
    }

    @Test
    void ofAHundredWhoTakeOverADeadClaimOneWins() throws Exception {
        try (Database database = open()) {
            MovableClock clock = new MovableClock();
            Ledger ledger = new Ledger(database, LedgerTimes.defaults(), clock, new RandomIds(new SecureRandom()));
            Claim dead = LedgerFixture.won(ledger.claim(payment));
            ledger.beginSettlement(dead);
            ledger.markUnknown(dead, Optional.empty(), "timeout");

            List<ClaimOutcome> outcomes = atOnce(copy -> ledger.claim(payment));

            assertThat(outcomes).filteredOn(Won.class::isInstance).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(ClaimOutcome.Unsettled.class::isInstance)
                    .hasSize(COPIES - 1);
        }
    }

    @Test
    void aHundredWhoBringTheNewsOfOneSettlementGetOneReceipt() throws Exception {
        try (Database database = open()) {
            Ledger ledger = ledger(database);
            Claim claim = LedgerFixture.won(ledger.claim(payment));
            ledger.beginSettlement(claim);

            List<String> receipts = atOnce(copy -> ledger.recordSettlement(claim, Payments.TRANSACTION)
                    .sale()
                    .orElseThrow()
                    .receiptId());

            assertThat(receipts).hasSize(COPIES).containsOnly(receipts.getFirst());
            assertThat(ledger.claim(payment)).isInstanceOf(Paid.class);
        }
    }

    private Database open() {
        return Database.open(access);
    }

    private static Ledger ledger(Database database) {
        return new Ledger(database, LedgerTimes.defaults(), Clock.systemUTC(), new RandomIds(new SecureRandom()));
    }

    private static <T> List<T> atOnce(IntFunction<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(COPIES);
        try (ExecutorService threads = Executors.newFixedThreadPool(COPIES)) {
            List<Future<T>> running = new ArrayList<>();
            for (int copy = 0; copy < COPIES; copy++) {
                int number = copy;
                running.add(threads.submit(() -> {
                    start.await();
                    return work.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }
}
