package io.tollgate.facilitator.onchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.facilitator.server.FacilitatorApi;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.interop.Anvil;
import io.tollgate.interop.InteropPackages;
import io.tollgate.x402.chain.Chains;
import io.tollgate.x402.evm.Wallet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** An anvil with our facilitator on it, whose wallet has gas. */
final class AnvilFacilitator implements AutoCloseable {
    static final BigInteger ETHER = BigInteger.TEN.pow(18);
    static final BigInteger CEILING = BigInteger.valueOf(500_000_000_000L);
    static final OnChain.Times QUICK =
            new OnChain.Times(Duration.ofSeconds(20), Duration.ofMillis(20), Duration.ofMillis(300));

    final Anvil anvil;
    final Chains chains;
    final Wallet gasKey = Anvil.newWallet();
    final OnChain onChain;
    final FacilitatorApi facilitator;

    private AnvilFacilitator(OnChain.Times times) throws IOException, InterruptedException {
        anvil = Anvil.start(InteropPackages.install());
        anvil.giveGas(gasKey.address(), ETHER);
        chains = new Chains(Map.of(Anvil.NETWORK, anvil.url()), Duration.ofSeconds(20));
        onChain = OnChain.start(Anvil.NETWORK, chains, gasKey, CEILING, times, Clock.systemUTC());
        facilitator = onChain.facilitator();
    }

    static AnvilFacilitator start() throws IOException, InterruptedException {
        return new AnvilFacilitator(QUICK);
    }

    static AnvilFacilitator start(OnChain.Times times) throws IOException, InterruptedException {
        return new AnvilFacilitator(times);
    }

    /** A payer with a hundred coins. */
    Wallet buyer() {
        Wallet wallet = Anvil.newWallet();
        anvil.mint(wallet.address(), 100_000_000);
        return wallet;
    }

    JsonNode verify(ChainOrder order) {
        return json(facilitator.verify(order.json()));
    }

    JsonNode settle(ChainOrder order) {
        return json(facilitator.settle(order.json()));
    }

    private static JsonNode json(FacilitatorHttpResponse answer) {
        try {
            return TestGateway.JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many transactions the facilitator has paid for. */
    long paidFor() {
        return anvil.transactions(gasKey.address());
    }

    static void assertSettled(JsonNode answer, ChainOrder order) {
        assertThat(answer.path("success").booleanValue()).as(answer.toString()).isTrue();
        assertThat(answer.path("transaction").textValue()).matches("0x[0-9a-f]{64}");
        assertThat(answer.path("network").textValue()).isEqualTo(order.version == 1 ? "base-sepolia" : "eip155:84532");
        assertThat(answer.path("payer").textValue()).isEqualTo(order.from.toString());
    }

    /** Nothing is sent, and both calls say the same in each version. */
    void assertRefused(ChainOrder order, String v2, String v1) {
        long sent = paidFor();
        for (int version = 1; version <= 2; version++) {
            order.version = version;
            String reason = version == 1 ? v1 : v2;

            JsonNode verified = verify(order);
            JsonNode settled = settle(order);

            assertThat(verified.path("isValid").booleanValue()).isFalse();
            assertThat(verified.path("invalidReason").textValue()).isEqualTo(reason);
            assertThat(settled.path("success").booleanValue()).isFalse();
            assertThat(settled.path("errorReason").textValue()).isEqualTo(reason);
            assertThat(settled.path("transaction").textValue()).isEmpty();
        }
        assertThat(paidFor()).isEqualTo(sent);
    }

    @Override
    public void close() {
        onChain.close();
        chains.close();
        anvil.close();
    }
}
