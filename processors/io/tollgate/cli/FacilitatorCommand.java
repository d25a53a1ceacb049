package io.tollgate.cli;

import io.tollgate.app.FacilitatorServer;
import io.tollgate.app.StartFailure;
import io.tollgate.facilitator.onchain.OnChain;
import io.tollgate.settings.BadSettings;
import io.tollgate.settings.SettingTable;
import io.tollgate.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves an x402 facilitator of our own, which settles on the real chain and pays the gas. */
@Command(
        name = "facilitator",
        description = "Serves an x402 facilitator that settles on the chain itself: /verify, /settle, /supported.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "FACILITATOR_GAS_KEY in the environment is the key of the account that pays the gas, for one process only.",
            "RPC_URL is the chain's node. Point a gateway's FACILITATOR_URL at this address."
        })
final class FacilitatorCommand implements Callable<Integer> {
    private static final int DECIMALS_OF_GAS_MONEY = 18;

    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    FacilitatorCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        PrintWriter err = spec.commandLine().getErr();
        FacilitatorServer facilitator;
        try {
            Settings settings = surroundings
                    .settings()
                    .loadFacilitator(SettingFlags.read(spec.commandLine().getParseResult(), SettingTable.FACILITATOR));
            facilitator = FacilitatorServer.start(settings, OnChain.Times.USUAL);
        } catch (BadSettings e) {
            e.problems().forEach(err::println);
            return ExitCodes.USAGE;
        } catch (StartFailure e) {
            err.println(e.getMessage());
            return e.exitCode();
        }
        AtomicBoolean closing = new AtomicBoolean();
        Runnable drain = () -> {
            if (closing.compareAndSet(false, true)) {
                facilitator.close();
            }
        };
        Runtime.getRuntime().addShutdownHook(new Thread(drain, "drain"));
        try {
            announce(facilitator);
        } catch (IOException e) {
            drain.run();
            throw e;
        }
        facilitator.awaitStop();
        return ExitCodes.OK;
    }

    private void announce(FacilitatorServer facilitator) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        BigInteger money = facilitator.gasBalance();
        out.println("ready http://127.0.0.1:" + facilitator.port());
        out.println("  gas       " + facilitator.account() + " has "
                + new BigDecimal(money, DECIMALS_OF_GAS_MONEY)
                        .stripTrailingZeros()
                        .toPlainString());
        if (money.signum() == 0) {
            out.println("  warning   nothing can be settled before that account has some of the chain's own coin");
        }
        out.println("  use       FACILITATOR_URL=http://127.0.0.1:" + facilitator.port() + " ./tollgate serve");
        out.flush();
    }
}
