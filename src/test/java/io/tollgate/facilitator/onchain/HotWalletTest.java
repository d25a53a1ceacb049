package io.tollgate.facilitator.onchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.interop.Anvil;
import io.tollgate.x402.chain.Chains;
import io.tollgate.x402.chain.WrongChain;
import io.tollgate.x402.evm.Signature;
import io.tollgate.x402.evm.TokenAbi;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens to transactions between the wallet and a block, with mining in the test's hands. */
class HotWalletTest {
    private static final Address USDC = Anvil.NETWORK.usdc().address();
    private static final OnChain.Times HASTY =
            new OnChain.Times(Duration.ofMillis(700), Duration.ofMillis(20), Duration.ofMillis(200));

    private static AnvilFacilitator ground;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        ground = AnvilFacilitator.start();
    }

    @AfterAll
    static void stop() {
        if (ground != null) {
            ground.close();
        }
    }

    @AfterEach
    void mine() {
        ground.anvil.resumeMining();
    }

    private static List<JsonNode> waiting() {
        return ground.anvil.waiting(ground.gasKey.address());
    }

    private static BigInteger fee(JsonNode transaction) {
        return new BigInteger(transaction.path("maxFeePerGas").textValue().substring(2), 16);
    }

    private static CompletableFuture<JsonNode> settling(ChainOrder order) {
        return CompletableFuture.supplyAsync(() -> ground.settle(order));
    }

    private static String call(ChainOrder order) {
        return TokenAbi.transferWithAuthorization(
                order.authorization(), Signature.parse(order.signature()).orElseThrow());
    }

    @Test
    void aStuckTransactionIsReplacedByADearerOneWithTheSameNonce() throws Exception {
        ChainOrder order = new ChainOrder(ground.buyer());
        ground.anvil.stopMining();

        CompletableFuture<JsonNode> settling = settling(order);
        await().until(() -> waiting().size() == 1);
        JsonNode first = waiting().getFirst();
        await().until(() -> fee(waiting().getFirst()).compareTo(fee(first)) > 0);
        JsonNode dearer = waiting().getFirst();
        ground.anvil.resumeMining();

        assertThat(waiting()).hasSizeLessThanOrEqualTo(1);
        assertThat(dearer.path("nonce")).isEqualTo(first.path("nonce"));
        assertThat(fee(dearer))
                .isGreaterThanOrEqualTo(
                        fee(first).multiply(BigInteger.valueOf(5)).shiftRight(2));
        assertThat(settling.get().path("success").booleanValue())
                .as(settling.get().toString())
                .isTrue();
        assertThat(settling.get().path("transaction")).isNotEqualTo(first.path("hash"));
        assertThat(ground.anvil.balance(order.from)).isEqualTo(99_990_000);
    }

    @Test
    void aTransactionThatTheNodeForgotIsSentAgain() throws Exception {
        ChainOrder order = new ChainOrder(ground.buyer());
        ground.anvil.stopMining();

        CompletableFuture<JsonNode> settling = settling(order);
        await().until(() -> waiting().size() == 1);
        ground.anvil.rpc("anvil_removePoolTransactions", ground.gasKey.address().toString());
        await().until(() -> waiting().size() == 1);
        ground.anvil.resumeMining();

        assertThat(settling.get().path("success").booleanValue())
                .as(settling.get().toString())
                .isTrue();
    }

    @Test
    void thoseBehindAStuckTransactionKeepTheirNonces() throws Exception {
        Wallet buyer = ground.buyer();
        long before = ground.paidFor();
        ground.anvil.stopMining();

        List<CompletableFuture<JsonNode>> settling = new ArrayList<>();
        for (int index = 0; index < 5; index++) {
            settling.add(settling(new ChainOrder(buyer)));
        }
        await().until(() -> waiting().size() == 5);
        Set<String> nonces = new HashSet<>();
        waiting().forEach(one -> nonces.add(one.path("nonce").textValue()));
        ground.anvil.resumeMining();

        assertThat(nonces).hasSize(5);
        for (CompletableFuture<JsonNode> one : settling) {
            assertThat(one.get().path("success").booleanValue()).isTrue();
        }
        assertThat(ground.paidFor()).isEqualTo(before + 5);
    }

    @Test
    void r18_aSettlementThatTakesTooLongIsPendingAndTheSameCallFindsItLater() throws Exception {
        try (OnChain hasty = start(freshKey())) {
            ChainOrder order = new ChainOrder(ground.buyer());
            ground.anvil.stopMining();

            String pending = said(hasty, order);
            ground.anvil.resumeMining();
            await().untilAsserted(() -> assertThat(said(hasty, order)).contains("\"success\":true"));

            assertThat(pending)
                    .contains("\"success\":false", "\"errorReason\":\"settlement_pending\"")
                    .containsPattern("\"transaction\":\"0x[0-9a-f]{64}\"");
            assertThat(ground.anvil.transactions(hasty.account())).isEqualTo(1);
            assertThat(ground.anvil.balance(order.from)).isEqualTo(99_990_000);
        }
    }

    private static Wallet freshKey() {
        Wallet key = Anvil.newWallet();
        ground.anvil.giveGas(key.address(), AnvilFacilitator.ETHER);
        return key;
    }

    @Test
    void aTransactionThatFailsInItsBlockIsRefusedWithItsHash() throws Exception {
        ChainOrder order = new ChainOrder(ground.buyer());
        ground.anvil.stopMining();

        CompletableFuture<JsonNode> settling = settling(order);
        await().until(() -> waiting().size() == 1);
        ground.anvil.plant("OtherName", USDC);
        ground.anvil.resumeMining();
        JsonNode settled = settling.get();
        ground.anvil.plant("Token3009", USDC);

        assertThat(settled.path("success").booleanValue()).isFalse();
        assertThat(settled.path("errorReason").textValue()).isEqualTo("invalid_exact_evm_transaction_failed");
        assertThat(settled.path("transaction").textValue()).matches("0x[0-9a-f]{64}");
        assertThat(ground.anvil.balance(order.from)).isEqualTo(100_000_000);
        assertThat(ground.settle(order).path("success").booleanValue()).isTrue();
    }

    @Test
    void whoIsOvertakenByAStrangerReportsTheStrangersTransaction() throws Exception {
        ChainOrder order = new ChainOrder(ground.buyer());
        ground.anvil.stopMining();

        CompletableFuture<JsonNode> settling = settling(order);
        await().until(() -> waiting().size() == 1);
        ground.anvil.rpc("anvil_removePoolTransactions", ground.gasKey.address().toString());
        Address stranger = Wallet.development(3).address();
        String theirs = ground.anvil.transactFirst(stranger, USDC, call(order), ground.anvil.transactions(stranger));
        ground.anvil.resumeMining();

        assertThat(settling.get().path("success").booleanValue())
                .as(settling.get().toString())
                .isTrue();
        assertThat(settling.get().path("transaction").textValue()).isEqualTo(theirs);
        assertThat(ground.anvil.balance(order.from)).isEqualTo(99_990_000);
    }

    @Test
    void anotherTransactionOfTheSameKeyDoesNotLoseThePayment() throws Exception {
        ChainOrder order = new ChainOrder(ground.buyer());
        Address account = ground.gasKey.address();
        ground.anvil.rpc("anvil_impersonateAccount", account.toString());
        ground.anvil.stopMining();

        CompletableFuture<JsonNode> settling = settling(order);
        await().until(() -> waiting().size() == 1);
        ground.anvil.transactFirst(account, account, "0x", ground.paidFor());
        ground.anvil.resumeMining();

        assertThat(settling.get().path("success").booleanValue())
                .as(settling.get().toString())
                .isTrue();
        assertThat(ground.anvil.balance(order.from)).isEqualTo(99_990_000);
    }

    @Test
    void whatAnEarlierRunLeftStuckIsPushedAside() throws Exception {
        Wallet key = freshKey();
        Address account = key.address();
        ChainOrder abandoned = new ChainOrder(ground.buyer());
        ChainOrder order = new ChainOrder(ground.buyer());
        ground.anvil.stopMining();
        try (OnChain earlier = start(key)) {
            earlier.facilitator().settle(abandoned.json());
        }

        try (OnChain now = start(key)) {
            CompletableFuture.runAsync(() -> now.facilitator().settle(order.json()));
            await().until(() -> ground.anvil.waiting(account).stream()
                    .anyMatch(one -> one.path("to").asText().equalsIgnoreCase(account.toString())));
            ground.anvil.resumeMining();

            await().untilAsserted(() -> assertThat(said(now, order)).contains("\"success\":true"));
            assertThat(ground.anvil.balance(abandoned.from)).isEqualTo(100_000_000);
            assertThat(said(now, abandoned)).contains("\"success\":true");
            assertThat(ground.anvil.transactions(account)).isEqualTo(3);
        }
    }

    private static String said(OnChain facilitator, ChainOrder order) {
        return new String(facilitator.facilitator().settle(order.json()).body());
    }

    private static OnChain start(Wallet key) throws IOException {
        return OnChain.start(Anvil.NETWORK, ground.chains, key, AnvilFacilitator.CEILING, HASTY, Clock.systemUTC());
    }

    @Test
    void aKeyMayNotUseAChainWithAnotherToken() throws IOException {
        ground.anvil.plant("OtherName", USDC);
        try (Chains chains = new Chains(Map.of(Anvil.NETWORK, ground.anvil.url()), Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> OnChain.start(
                            Anvil.NETWORK, chains, ground.gasKey, AnvilFacilitator.CEILING, HASTY, Clock.systemUTC()))
                    .isInstanceOf(WrongChain.class)
                    .hasMessageContaining("EIP-712 domain");
        } finally {
            ground.anvil.plant("Token3009", USDC);
        }
    }
}
