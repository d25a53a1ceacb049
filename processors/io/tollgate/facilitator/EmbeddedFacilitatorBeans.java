package io.tollgate.facilitator;

import io.tollgate.facilitator.devchain.DevChainBeans;
import io.tollgate.facilitator.devchain.DevChainFaults;
import io.tollgate.money.Network;
import io.tollgate.money.Networks;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Processor;

/** Builds the embedded facilitator on Base Sepolia, its chain and the steps of its routes, by their names there. */
public final class EmbeddedFacilitatorBeans implements AutoCloseable {
    private final FacilitatorFaults faults = new FacilitatorFaults();
    private final Map<String, Processor> beans;

    public EmbeddedFacilitatorBeans(Clock clock, Networks networks, SecureRandom random) {
        Network network = networks.find("base-sepolia").orElseThrow();
        DevChainFaults chainFaults = new DevChainFaults();
        SimulatedToken token = new SimulatedToken(network.usdc(), chainFaults.chainTime(clock), random);
        FaultyFacilitator facilitator =
                new FaultyFacilitator(new EmbeddedFacilitator(network, token, clock), faults, token);
        Map<String, Processor> steps = new HashMap<>(DevChainBeans.of(token, chainFaults));
        steps.putAll(Map.of(
                "verifyPayment", new VerifyPayment(facilitator),
                "settlePayment", new SettlePayment(facilitator),
                "tellSupported", new TellSupported(facilitator),
                "tellBalance", new TellBalance(token),
                "fillFromFaucet", new FillFromFaucet(token),
                "tellWallet", new TellWallet(token, network),
                "switchFacilitatorFaults", new SwitchFacilitatorFaults(faults)));
        beans = Map.copyOf(steps);
    }

    public Map<String, Processor> beans() {
        return beans;
    }

    /** Lets go every call that hangs because of a fault. */
    @Override
    public void close() {
        faults.close();
    }
}
