package io.tollgate.dev.chain;

import io.tollgate.dev.facilitator.SimulatedToken;
import java.util.Map;
import org.apache.camel.Processor;

/** Builds the steps of the simulated chain's routes, by bean name. */
public final class DevChainBeans {
    private DevChainBeans() {}

    /** @param faults the faults that the token's clock uses too */
    public static Map<String, Processor> of(SimulatedToken token, DevChainFaults faults) {
        DevChain chain = new DevChain(
                token,
                () -> token.block()
                        - DevChainFaults.State.number(faults.current().staleSeconds()));
        return Map.of(
                "answerRpc", new AnswerRpc(chain, faults),
                "switchChainFaults", new SwitchChainFaults(faults),
                "cancelAuthorization", new CancelAuthorization(token),
                "transferAsStranger", new TransferAsStranger(token));
    }
}
