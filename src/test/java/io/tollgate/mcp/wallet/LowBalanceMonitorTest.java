package io.tollgate.mcp.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.LoggedLines;
import io.tollgate.MovableClock;
import io.tollgate.TestDatabase;
import io.tollgate.TestGateway;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.database.Tables;
import io.tollgate.mcp.McpCaller;
import io.tollgate.payer.Seller;
import io.tollgate.x402.chain.AuthorizationUse;
import io.tollgate.x402.chain.Chain;
import io.tollgate.x402.chain.Head;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.UnixTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the wallet holds is asked of the chain, and that it runs low is said once: an alarm looks for the words. */
class LowBalanceMonitorTest {
    private static final String TOKEN = "alice-has-this-token";
    private static final WalletRules RULES = new WalletRules(
            AtomicAmount.parse("100000"),
            AtomicAmount.parse("1000000"),
            Set.of(),
            List.of(Seller.NETWORK),
            Optional.empty(),
            false,
            Path.of("no-such-file"));
    private static final Duration SOON = Duration.ofSeconds(20);

    private LoggedLines log;

    @BeforeEach
    void listen() {
        log = LoggedLines.record(
                event -> event.getLoggerName() + " " + event.getLevel() + " " + event.getFormattedMessage());
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    private List<String> lines() {
        String ours = LowBalanceMonitor.class.getName() + " ";
        return log.lines().stream()
                .filter(line -> line.startsWith(ours))
                .map(line -> line.substring(ours.length()))
                .toList();
    }

    @Test
    void itSaysOnceThatLittleIsLeftOfTheDayAndWhatTheChainSaysItHolds() {
        Wallet wallet = Wallet.development(0);
        try (TestGateway gateway = TestGateway.start(Map.of(
                "MCP_TOKEN",
                TOKEN,
                "PRIVATE_KEY",
                wallet.reveal(),
                "WALLET_MAX_PER_DAY",
                "$0.025",
                "WALLET_LOW_BELOW",
                "$0.02"))) {
            McpCaller alice = new McpCaller(gateway, TOKEN);
            JsonNode before = alice.got("wallet-status", Map.of());
            assertThat(lines()).isEmpty();

            buy(alice, gateway, "one");
            await().atMost(SOON).until(() -> !lines().isEmpty());
            buy(alice, gateway, "two");
            alice.got("wallet-status", Map.of());

            assertThat(before.path("holds").path("base-sepolia").asText()).startsWith("$");
            assertThat(Double.parseDouble(
                            before.path("holds").path("base-sepolia").asText().substring(1)))
                    .isGreaterThan(1);
            assertThat(lines())
                    .containsExactly("WARN the wallet is low: $0.015 left of what it may spend today, below $0.02");
        }
    }

    @Test
    void whatItHoldsIsToldOncePerFallAndNotWhileNobodyKnows() {
        MovableClock clock = new MovableClock();
        AtomicReference<String> held = new AtomicReference<>();
        try (Database database = Database.open(TestDatabase.H2.empty(), Tables.WALLET)) {
            RandomIds ids = new RandomIds(new SecureRandom());
            WalletLedger walletLedger = new WalletLedger(database, clock, ids);
            OperatorWallet wallet = new OperatorWallet(RULES, () -> walletLedger, clock, ids);
            WalletBalances holdings =
                    new WalletBalances(List.of(Seller.NETWORK), network -> Optional.of(new TellingChain(held)), clock);
            LowBalanceMonitor watch =
                    new LowBalanceMonitor(wallet, holdings, () -> Optional.of(Seller.PAY_TO), 200_000);

            List<Map<Network, Long>> seen = new ArrayList<>();
            for (String units : new String[] {"200000", "199999", "5", null, "7", "200000", "3"}) {
                held.set(units);
                clock.advance(Duration.ofMinutes(1));
                seen.add(watch.look().holdings());
            }

            assertThat(seen.get(1)).containsExactly(Map.entry(Seller.NETWORK, 199_999L));
            assertThat(seen.get(3)).isEmpty();
            String where = " held by " + Seller.PAY_TO + " on base-sepolia, below $0.2";
            assertThat(lines())
                    .containsExactly(
                            "WARN the wallet is low: $0.199999" + where, "WARN the wallet is low: $0.000003" + where);
        }
    }

    /** A node that tells what a test says, and nothing while it says nothing. */
    private record TellingChain(AtomicReference<String> held) implements Chain {
        @Override
        public AtomicAmount balance(Asset asset, Address account) throws IOException {
            if (held.get() == null) {
                throw new IOException("connection refused");
            }
            return AtomicAmount.parse(held.get());
        }

        @Override
        public Head latest() {
            throw new UnsupportedOperationException();
        }

        @Override
        public AuthorizationUse use(Asset asset, Authorization authorization, UnixTime since) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasCode(Address account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean signedByContract(Address wallet, byte[] digest, byte[] signature) {
            throw new UnsupportedOperationException();
        }
    }

    private static void buy(McpCaller alice, TestGateway gateway, String content) {
        TestGateway.Sold item = gateway.upload(content.getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
        alice.got("download-file-from-walrus", Map.of("blobId", item.blobId()));
    }
}
