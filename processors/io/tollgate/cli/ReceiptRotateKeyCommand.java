package io.tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Gives the gateway that runs with this data folder a new key to sign receipts with. */
@Command(
        name = "rotate-key",
        description = "Has receipts signed with a new key. Older receipts stay good: their keys stay published.",
        mixinStandardHelpOptions = true)
final class ReceiptRotateKeyCommand implements Callable<Integer> {
    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    ReceiptRotateKeyCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return new OperatorCall(surroundings, spec.commandLine())
                .post("/observe/receipts/rotate-key")
                .map(answer -> {
                    spec.commandLine()
                            .getOut()
                            .println("signing with key " + answer.path("key").asText());
                    return ExitCodes.OK;
                })
                .orElse(ExitCodes.FAILED);
    }
}
