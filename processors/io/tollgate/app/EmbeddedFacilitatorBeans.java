package io.tollgate.app;

import io.tollgate.dev.chain.DevChainBeans;
import io.tollgate.dev.chain.DevChainFaults;
import io.tollgate.dev.facilitator.EmbeddedFacilitator;
import io.tollgate.dev.facilitator.FacilitatorFaults;
import io.tollgate.dev.facilitator.FaultyFacilitator;
import io.tollgate.dev.facilitator.FillFromFaucet;
import io.tollgate.dev.facilitator.ShowBalance;
import io.tollgate.dev.facilitator.ShowWallet;
import io.tollgate.dev.facilitator.SimulatedToken;
import io.tollgate.dev.facilitator.SwitchFacilitatorFaults;
import io.tollgate.facilitator.server.SettlePayment;
import io.tollgate.facilitator.server.ShowSupported;
import io.tollgate.facilitator.server.VerifyPayment;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Processor;

/** Builds the embedded facilitator on Base Sepolia, its simulated chain and the steps of their routes. */
final class EmbeddedFacilitatorBeans implements AutoCloseable {
    private final FacilitatorFaults faults = new FacilitatorFaults();
    private final Map<String, Processor> beans;

    EmbeddedFacilitatorBeans(Clock clock, Networks networks, SecureRandom random) {
        Network network = networks.find("base-sepolia").orElseThrow();
        DevChainFaults chainFaults = new DevChainFaults();
        SimulatedToken token = new SimulatedToken(network.usdc(), chainFaults.chainTime(clock), random);
        FaultyFacilitator facilitator =
                new FaultyFacilitator(new EmbeddedFacilitator(network, token, clock), faults, token);
        Map<String, Processor> processors = new HashMap<>(DevChainBeans.of(token, chainFaults));
        processors.putAll(Map.of(
                "verifyPayment", new VerifyPayment(facilitator),
                "settlePayment", new SettlePayment(facilitator),
                "showSupported", new ShowSupported(facilitator),
                "showBalance", new ShowBalance(token),
                "fillFromFaucet", new FillFromFaucet(token),
                "showWallet", new ShowWallet(token, network),
                "switchFacilitatorFaults", new SwitchFacilitatorFaults(faults)));
        beans = Map.copyOf(processors);
    }

    void bind(Steps steps) {
        beans.forEach(steps::add);
    }

    /** Ends every call that hangs because of a simulated fault. */
    @Override
    public void close() {
        faults.close();
    }
}
