package io.tollgate.facilitator.onchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.evm.Signature;
import io.tollgate.evm.TokenAbi;
import io.tollgate.evm.Wallet;
import io.tollgate.facilitator.WireAnswer;
import io.tollgate.interop.Anvil;
import io.tollgate.money.Address;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money moves on a chain: once, to whom the payer signed for, and never for a payment that is not good. */
class OnChainSettlementTest {
    private static final Address USDC = Anvil.NETWORK.usdc().address();

    private static Ground ground;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        ground = Ground.start();
    }

    @AfterAll
    static void stop() {
        if (ground != null) {
            ground.close();
        }
    }

    private static String selector(JsonNode settled) {
        return ground.anvil
                .rpc("eth_getTransactionByHash", settled.path("transaction").textValue())
                .path("input")
                .textValue()
                .substring(0, 10);
    }

    private static void assertSettled(JsonNode answer, ChainOrder order) {
        assertThat(answer.path("success").booleanValue()).as(answer.toString()).isTrue();
        assertThat(answer.path("transaction").textValue()).matches("0x[0-9a-f]{64}");
        assertThat(answer.path("network").textValue()).isEqualTo(order.version == 1 ? "base-sepolia" : "eip155:84532");
        assertThat(answer.path("payer").textValue()).isEqualTo(order.from.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aPaymentMovesTheMoneyOnTheChain(int version) {
        ChainOrder order = new ChainOrder(ground.buyer());
        order.version = version;
        long before = ground.anvil.balance(ChainOrder.SELLER);

        JsonNode verified = ground.verify(order);
        JsonNode settled = ground.settle(order);

        assertThat(verified.path("isValid").booleanValue())
                .as(verified.toString())
                .isTrue();
        assertSettled(settled, order);
        assertThat(selector(settled)).isEqualTo("0xe3ee160e");
        assertThat(ground.anvil.balance(order.from)).isEqualTo(99_990_000);
        assertThat(ground.anvil.balance(ChainOrder.SELLER)).isEqualTo(before + 10_000);
    }

    @Test
    void bothShortFormsOfASignatureAreBroughtIntoTheTokensForm() {
        ChainOrder parity = new ChainOrder(ground.buyer());
        parity.writing = hex -> hex.substring(0, 130) + (hex.endsWith("1b") ? "00" : "01");
        ChainOrder compact = new ChainOrder(ground.buyer());
        compact.writing = OnChainSettlementTest::compact;

        assertSettled(ground.settle(parity), parity);
        assertSettled(ground.settle(compact), compact);
    }

    /** EIP-2098. */
    private static String compact(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex, 2, hex.length());
        if (bytes[64] == 28) {
            bytes[32] |= (byte) 0x80;
        }
        return "0x" + HexFormat.of().formatHex(bytes, 0, 64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c0ffee"})
    void aSmartWalletPaysThroughTheOverloadForBytes(String suffix) {
        ChainOrder order = new ChainOrder(Anvil.newWallet());
        order.from = ground.anvil.contractWallet(order.key.address());
        order.writing = signature -> signature + suffix;
        ground.anvil.mint(order.from, 20_000);

        JsonNode verified = ground.verify(order);
        JsonNode settled = ground.settle(order);

        assertThat(verified.path("isValid").booleanValue())
                .as(verified.toString())
                .isTrue();
        assertSettled(settled, order);
        assertThat(selector(settled)).isEqualTo("0xcf092995");
        assertThat(ground.anvil.balance(order.from)).isEqualTo(10_000);
    }

    @Test
    void aSmartWalletThatDidNotSignDoesNotPay() {
        ChainOrder order = new ChainOrder(Anvil.newWallet());
        order.from = ground.anvil.contractWallet(ChainOrder.SELLER);
        ground.anvil.mint(order.from, 20_000);

        assertRefused(order, "invalid_exact_evm_signature", "invalid_exact_evm_payload_signature");
    }

    @Test
    void aSmartWalletThatBurnsGasIsNotPaidFor() {
        ChainOrder order = new ChainOrder(Anvil.newWallet());
        order.from = Anvil.newWallet().address();
        ground.anvil.plant("GreedyWallet", order.from);
        ground.anvil.mint(order.from, 20_000);

        assertRefused(order, "invalid_exact_evm_transaction_simulation_failed", "invalid_transaction_state");
    }

    @Test
    void aWalletThatDoesNotExistYetIsRefused() {
        ChainOrder order = new ChainOrder(ground.buyer());
        order.writing = signature -> signature + "6492".repeat(16);

        assertRefused(order, "eip6492_factory_not_allowed", "invalid_exact_evm_payload_undeployed_smart_wallet");
    }

    @Test
    void aForgedSignatureIsRefused() {
        ChainOrder order = new ChainOrder(Anvil.newWallet());
        order.from = ground.buyer().address();

        assertRefused(order, "invalid_exact_evm_signature", "invalid_exact_evm_payload_signature");
    }

    @Test
    void whoHasTooLittleIsToldSoAndNothingIsSent() {
        ChainOrder order = new ChainOrder(Anvil.newWallet());
        ground.anvil.mint(order.from, 9_999);

        assertRefused(order, "invalid_exact_evm_insufficient_balance", "insufficient_funds");
    }

    @Test
    void anAuthorizationThatRanOutIsNotSent() {
        ChainOrder order = new ChainOrder(ground.buyer());
        order.validBefore = order.validBefore - 600;

        String reason = "invalid_exact_evm_payload_authorization_valid_before";
        assertRefused(order, reason, reason);
    }

    @Test
    void anotherRecipientAndAnotherAmountAreRefused() {
        ChainOrder recipient = new ChainOrder(ground.buyer());
        recipient.to = recipient.from;
        ChainOrder amount = new ChainOrder(ground.buyer());
        amount.value = "9999";

        assertRefused(
                recipient, "invalid_exact_evm_recipient_mismatch", "invalid_exact_evm_payload_recipient_mismatch");
        assertRefused(
                amount,
                "invalid_exact_evm_payload_authorization_value_mismatch",
                "invalid_exact_evm_payload_authorization_value");
    }

    /** Nothing is sent, and both calls say the same in each version. */
    private static void assertRefused(ChainOrder order, String v2, String v1) {
        long sent = ground.paidFor();
        for (int version = 1; version <= 2; version++) {
            order.version = version;
            String reason = version == 1 ? v1 : v2;

            JsonNode verified = ground.verify(order);
            JsonNode settled = ground.settle(order);

            assertThat(verified.path("isValid").booleanValue()).isFalse();
            assertThat(verified.path("invalidReason").textValue()).isEqualTo(reason);
            assertThat(settled.path("success").booleanValue()).isFalse();
            assertThat(settled.path("errorReason").textValue()).isEqualTo(reason);
            assertThat(settled.path("transaction").textValue()).isEmpty();
        }
        assertThat(ground.paidFor()).isEqualTo(sent);
    }

    @Test
    void r1_settlingAgainGivesTheSameTransactionAndSendsNone() {
        ChainOrder order = new ChainOrder(ground.buyer());
        JsonNode first = ground.settle(order);
        long sent = ground.paidFor();

        JsonNode again = ground.settle(order);
        JsonNode inOtherVersion = ground.settle(order.v1());

        assertThat(again).isEqualTo(first);
        assertThat(inOtherVersion.path("transaction")).isEqualTo(first.path("transaction"));
        assertThat(ground.paidFor()).isEqualTo(sent);
    }

    @Test
    void aFacilitatorThatForgotFindsItsTransactionOnTheChain() throws IOException {
        ChainOrder order = new ChainOrder(ground.buyer());
        JsonNode first = ground.settle(order);
        long sent = ground.paidFor();

        try (OnChain restarted = OnChain.start(
                Anvil.NETWORK, ground.chains, ground.gasKey, Ground.CEILING, Ground.QUICK, Clock.systemUTC())) {
            assertThat(new String(restarted.facilitator().settle(order.json()).body()))
                    .isEqualTo(first.toString());
        }
        assertThat(ground.paidFor()).isEqualTo(sent);
    }

    @Test
    void r2_aHundredCopiesAtOnceAreOneTransaction() throws Exception {
        ChainOrder order = new ChainOrder(ground.buyer());
        long sent = ground.paidFor();

        List<JsonNode> answers = atOnce(Collections.nCopies(100, order));

        assertThat(answers.stream().distinct()).singleElement().satisfies(answer -> assertSettled(answer, order));
        assertThat(ground.paidFor()).isEqualTo(sent + 1);
        assertThat(ground.anvil.balance(order.from)).isEqualTo(99_990_000);
    }

    @Test
    void parallelPaymentsTakeOneNonceEach() throws Exception {
        Wallet buyer = ground.buyer();
        List<ChainOrder> orders = new ArrayList<>();
        for (int index = 0; index < 25; index++) {
            orders.add(new ChainOrder(buyer));
        }
        long sent = ground.paidFor();

        List<JsonNode> answers = atOnce(orders);

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.path("success").booleanValue())
                        .as(answer.toString())
                        .isTrue());
        assertThat(answers.stream().map(answer -> answer.path("transaction").textValue()))
                .doesNotHaveDuplicates();
        assertThat(ground.paidFor()).isEqualTo(sent + 25);
        assertThat(ground.anvil.balance(buyer.address())).isEqualTo(100_000_000 - 25 * 10_000);
    }

    private static List<JsonNode> atOnce(List<ChainOrder> orders) throws Exception {
        List<Future<JsonNode>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            orders.forEach(order -> answers.add(callers.submit(() -> ground.settle(order))));
        }
        List<JsonNode> said = new ArrayList<>();
        for (Future<JsonNode> answer : answers) {
            said.add(answer.get());
        }
        return said;
    }

    private static String call(ChainOrder order) {
        return TokenAbi.transferWithAuthorization(
                order.authorization(), Signature.parse(order.signature()).orElseThrow());
    }

    @Test
    void whatAStrangerCarriedOutCountsAsSettled() {
        ChainOrder order = new ChainOrder(ground.buyer());
        String transaction = ground.anvil.transact(USDC, call(order));

        JsonNode settled = ground.settle(order);

        assertSettled(settled, order);
        assertThat(settled.path("transaction").textValue()).isEqualTo(transaction);
        assertThat(ground.verify(order).path("invalidReason").textValue())
                .isEqualTo("invalid_exact_evm_nonce_already_used");
    }

    @Test
    void theSameNonceSpentElsewhereIsNotSettled() {
        ChainOrder order = new ChainOrder(ground.buyer());
        ChainOrder elsewhere = new ChainOrder(order.key);
        elsewhere.nonce = order.nonce;
        elsewhere.to = Anvil.newWallet().address();
        ground.anvil.transact(USDC, call(elsewhere));

        assertRefused(order, "invalid_exact_evm_nonce_already_used", "invalid_transaction_state");
    }

    @Test
    void anotherAuthorizationWithTheNonceOfASettledOneIsRefused() {
        ChainOrder order = new ChainOrder(ground.buyer());
        ground.settle(order);
        order.validBefore += 1;

        assertRefused(order, "invalid_exact_evm_nonce_already_used", "invalid_transaction_state");
    }

    @Test
    void anEmptyHotWalletSettlesNothingAndSaysThatItCannot() throws IOException {
        ChainOrder order = new ChainOrder(ground.buyer());
        Wallet poor = Anvil.newWallet();

        try (OnChain broke =
                OnChain.start(Anvil.NETWORK, ground.chains, poor, Ground.CEILING, Ground.QUICK, Clock.systemUTC())) {
            WireAnswer answer = broke.facilitator().settle(order.json());

            assertThat(answer.status()).isEqualTo(503);
            assertThat(new String(answer.body())).contains("\"unexpected_settle_error\"");
        }
        assertSettled(ground.settle(order), order);
    }

    @Test
    void whatItCanDoIsToldInBothVersions() {
        String said = new String(ground.facilitator.supported().body());

        assertThat(said)
                .isEqualTo("{\"kinds\":[{\"x402Version\":2,\"scheme\":\"exact\",\"network\":\"eip155:84532\"},"
                        + "{\"x402Version\":1,\"scheme\":\"exact\",\"network\":\"base-sepolia\"}],\"extensions\":[],"
                        + "\"signers\":{\"eip155:*\":[\"" + ground.gasKey.address() + "\"]}}");
    }

    @Test
    void theTokenOfTheTestHasTheDomainOfTheRealOne() {
        assertThat(ground.anvil
                        .rpc("eth_call", Map.of("to", USDC.toString(), "data", TokenAbi.DOMAIN_SEPARATOR), "latest")
                        .textValue())
                .isEqualTo("0x71f17a3b2ff373b803d70a5a07c046c1a2bc8e89c09ef722fcb047abe94c9818");
    }
}
