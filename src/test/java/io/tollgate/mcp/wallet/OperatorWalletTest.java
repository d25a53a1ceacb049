package io.tollgate.mcp.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.MovableClock;
import io.tollgate.TestDatabase;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.database.Tables;
import io.tollgate.payer.ProposedPayment;
import io.tollgate.payer.Seller;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.protocol.Challenge;
import io.tollgate.x402.protocol.Offer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The wallet's rules: what is asked first, what stops it, and what counts once. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OperatorWalletTest {
    private static final URI URL = URI.create("https://files.example/download/file");

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00Z"));
    private Database database;
    private OperatorWallet wallet;

    @Parameter
    private TestDatabase kind;

    @BeforeEach
    void open() {
        database = Database.open(kind.empty(), Tables.WALLET);
        RandomIds ids = new RandomIds(new SecureRandom());
        WalletLedger walletLedger = new WalletLedger(database, clock, ids);
        WalletRules rules = new WalletRules(
                AtomicAmount.parse("100000"),
                AtomicAmount.parse("60000"),
                Set.of(),
                List.of(Seller.NETWORK),
                Optional.of(AtomicAmount.parse("20000")),
                false,
                folder.resolve("wallet.stop"));
        wallet = new OperatorWallet(rules, () -> walletLedger, clock, ids);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void aPaymentAboveTheThresholdWaitsForAYesThatHoldsForThisPriceOnce() {
        ProposedPayment dear = spending("30000");
        String yes = wallet.confirmation("alice", dear);

        assertThat(reserve("a", dear, "none")).isPresent();
        assertThat(reserve("a", spending("30001"), yes)).isPresent();
        assertThat(wallet.confirmed(yes, "bob", dear)).isFalse();
        assertThat(reserve("a", dear, yes)).isEmpty();
        assertThat(reserve("b", dear, yes)).isPresent();
    }

    @Test
    void aYesIsGoodForTenMinutes() {
        ProposedPayment dear = spending("30000");
        String yes = wallet.confirmation("alice", dear);

        clock.advance(Duration.ofMinutes(11));

        assertThat(reserve("a", dear, yes)).isPresent();
    }

    @Test
    void oneReservationForAPurchaseAndTheDayIsANewOne() {
        assertThat(reserve("a", spending("20000"), "")).isEmpty();
        assertThat(reserve("a", spending("20000"), "")).isPresent();
        assertThat(reserve("b", spending("20000"), "")).isEmpty();
        assertThat(reserve("c", spending("20000"), "")).isEmpty();
        assertThat(reserve("d", spending("1"), "")).get().asString().contains("today's limit");

        clock.advance(Duration.ofDays(1));

        assertThat(reserve("d", spending("1"), "")).isEmpty();
    }

    @Test
    void aFileStopsTheWalletAtOnce() throws IOException {
        Files.createFile(folder.resolve("wallet.stop"));

        assertThat(reserve("a", spending("1"), "")).get().asString().contains("stopped");
    }

    private Optional<String> reserve(String name, ProposedPayment spending, String confirm) {
        PurchaseName purchase = wallet.name("alice", URL, Optional.of(name));
        return wallet.policy(
                        purchase,
                        Optional.empty(),
                        Optional.empty(),
                        asked -> wallet.confirmed(confirm, "alice", asked))
                .reserve(spending);
    }

    private static ProposedPayment spending(String units) {
        byte[] body = new Challenge(List.of(Seller.terms(units)), "Payment required").v1Body();
        return new ProposedPayment(URL, Offer.read(Optional.empty(), body).getFirst(), Seller.NETWORK);
    }
}
