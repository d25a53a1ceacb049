package io.tollgate.facilitator.onchain;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.Twin;
import io.tollgate.chain.Chains;
import io.tollgate.evm.Wallet;
import io.tollgate.facilitator.FacilitatorApi;
import io.tollgate.facilitator.WireAnswer;
import io.tollgate.interop.Anvil;
import io.tollgate.interop.InteropPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** An anvil with our facilitator on it, whose wallet has gas. */
final class Ground implements AutoCloseable {
    static final BigInteger ETHER = BigInteger.TEN.pow(18);
    static final BigInteger CEILING = BigInteger.valueOf(500_000_000_000L);
    static final OnChain.Times QUICK =
            new OnChain.Times(Duration.ofSeconds(20), Duration.ofMillis(20), Duration.ofMillis(300));

    final Anvil anvil;
    final Chains chains;
    final Wallet gasKey = Anvil.newWallet();
    final OnChain onChain;
    final FacilitatorApi facilitator;

    private Ground(OnChain.Times times) throws IOException, InterruptedException {
        anvil = Anvil.start(InteropPackages.install());
        anvil.giveGas(gasKey.address(), ETHER);
        chains = new Chains(Map.of(Anvil.NETWORK, anvil.url()), Duration.ofSeconds(20));
        onChain = OnChain.start(Anvil.NETWORK, chains, gasKey, CEILING, times, Clock.systemUTC());
        facilitator = onChain.facilitator();
    }

    static Ground start() throws IOException, InterruptedException {
        return new Ground(QUICK);
    }

    static Ground start(OnChain.Times times) throws IOException, InterruptedException {
        return new Ground(times);
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

    private static JsonNode json(WireAnswer answer) {
        try {
            return Twin.JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many transactions the facilitator has paid for. */
    long paidFor() {
        return anvil.transactions(gasKey.address());
    }

    @Override
    public void close() {
        onChain.close();
        chains.close();
        anvil.close();
    }
}
