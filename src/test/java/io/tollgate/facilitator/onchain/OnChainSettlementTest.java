package io.tollgate.facilitator.onchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.interop.Anvil;
import io.tollgate.x402.evm.TokenAbi;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import java.io.IOException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money moves on a chain to whom the payer signed for, and never for a payment that is not good. */
class OnChainSettlementTest {
    private static final Address USDC = Anvil.NETWORK.usdc().address();

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

    private static String selector(JsonNode settled) {
        return ground.anvil
                .rpc("eth_getTransactionByHash", settled.path("transaction").textValue())
                .path("input")
                .textValue()
                .substring(0, 10);
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
        AnvilFacilitator.assertSettled(settled, order);
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

        AnvilFacilitator.assertSettled(ground.settle(parity), parity);
        AnvilFacilitator.assertSettled(ground.settle(compact), compact);
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
        AnvilFacilitator.assertSettled(settled, order);
        assertThat(selector(settled)).isEqualTo("0xcf092995");
        assertThat(ground.anvil.balance(order.from)).isEqualTo(10_000);
    }

    @Test
    void aSmartWalletThatDidNotSignDoesNotPay() {
        ChainOrder order = new ChainOrder(Anvil.newWallet());
        order.from = ground.anvil.contractWallet(ChainOrder.SELLER);
        ground.anvil.mint(order.from, 20_000);

        ground.assertRefused(order, "invalid_exact_evm_signature", "invalid_exact_evm_payload_signature");
    }

    @Test
    void aSmartWalletThatBurnsGasIsNotPaidFor() {
        ChainOrder order = new ChainOrder(Anvil.newWallet());
        order.from = Anvil.newWallet().address();
        ground.anvil.plant("GreedyWallet", order.from);
        ground.anvil.mint(order.from, 20_000);

        ground.assertRefused(order, "invalid_exact_evm_transaction_simulation_failed", "invalid_transaction_state");
    }

    @Test
    void aWalletThatDoesNotExistYetIsRefused() {
        ChainOrder order = new ChainOrder(ground.buyer());
        order.writing = signature -> signature + "6492".repeat(16);

        ground.assertRefused(order, "eip6492_factory_not_allowed", "invalid_exact_evm_payload_undeployed_smart_wallet");
    }

    @Test
    void aForgedSignatureIsRefused() {
        ChainOrder order = new ChainOrder(Anvil.newWallet());
        order.from = ground.buyer().address();

        ground.assertRefused(order, "invalid_exact_evm_signature", "invalid_exact_evm_payload_signature");
    }

    @Test
    void whoHasTooLittleIsToldSoAndNothingIsSent() {
        ChainOrder order = new ChainOrder(Anvil.newWallet());
        ground.anvil.mint(order.from, 9_999);

        ground.assertRefused(order, "invalid_exact_evm_insufficient_balance", "insufficient_funds");
    }

    @Test
    void anAuthorizationThatRanOutIsNotSent() {
        ChainOrder order = new ChainOrder(ground.buyer());
        order.validBefore = order.validBefore - 600;

        String reason = "invalid_exact_evm_payload_authorization_valid_before";
        ground.assertRefused(order, reason, reason);
    }

    @Test
    void anotherRecipientAndAnotherAmountAreRefused() {
        ChainOrder recipient = new ChainOrder(ground.buyer());
        recipient.to = recipient.from;
        ChainOrder amount = new ChainOrder(ground.buyer());
        amount.value = "9999";

        ground.assertRefused(
                recipient, "invalid_exact_evm_recipient_mismatch", "invalid_exact_evm_payload_recipient_mismatch");
        ground.assertRefused(
                amount,
                "invalid_exact_evm_payload_authorization_value_mismatch",
                "invalid_exact_evm_payload_authorization_value");
    }

    @Test
    void anEmptyHotWalletSettlesNothingAndSaysThatItCannot() throws IOException {
        ChainOrder order = new ChainOrder(ground.buyer());
        Wallet poor = Anvil.newWallet();

        try (OnChain broke = OnChain.start(
                Anvil.NETWORK,
                ground.chains,
                poor,
                AnvilFacilitator.CEILING,
                AnvilFacilitator.QUICK,
                Clock.systemUTC())) {
            FacilitatorHttpResponse answer = broke.facilitator().settle(order.json());

            assertThat(answer.status()).isEqualTo(503);
            assertThat(new String(answer.body())).contains("\"unexpected_settle_error\"");
        }
        AnvilFacilitator.assertSettled(ground.settle(order), order);
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
