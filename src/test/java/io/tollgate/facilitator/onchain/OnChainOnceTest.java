package io.tollgate.facilitator.onchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.interop.Anvil;
import io.tollgate.x402.evm.Signature;
import io.tollgate.x402.evm.TokenAbi;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Money moves once, however often it is asked for, also when another sender carries the authorization out. */
class OnChainOnceTest {
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
                Anvil.NETWORK,
                ground.chains,
                ground.gasKey,
                AnvilFacilitator.CEILING,
                AnvilFacilitator.QUICK,
                Clock.systemUTC())) {
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

        assertThat(answers.stream().distinct())
                .singleElement()
                .satisfies(answer -> AnvilFacilitator.assertSettled(answer, order));
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

        AnvilFacilitator.assertSettled(settled, order);
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

        ground.assertRefused(order, "invalid_exact_evm_nonce_already_used", "invalid_transaction_state");
    }

    @Test
    void anotherAuthorizationWithTheNonceOfASettledOneIsRefused() {
        ChainOrder order = new ChainOrder(ground.buyer());
        ground.settle(order);
        order.validBefore += 1;

        ground.assertRefused(order, "invalid_exact_evm_nonce_already_used", "invalid_transaction_state");
    }
}
