package io.tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes back the right to fetch a file at the gateway that runs with this data folder. */
@Command(
        name = "revoke",
        description = "Ends the right to fetch a file, for instance after a refund. The receipt itself stays true.",
        mixinStandardHelpOptions = true)
final class ReceiptRevokeCommand implements Callable<Integer> {
    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECEIPT", description = "Its id, rcpt_...")
    private String receipt;

    ReceiptRevokeCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (!receipt.matches("rcpt_[A-Za-z0-9_-]{22}")) {
            throw new ParameterException(spec.commandLine(), "RECEIPT must be rcpt_ and 22 characters.");
        }
        return new OperatorCall(surroundings, spec.commandLine())
                .post("/observe/receipts/" + receipt + "/revoke")
                .map(answer -> {
                    spec.commandLine().getOut().println("revoked " + receipt);
                    return ExitCodes.OK;
                })
                .orElse(ExitCodes.FAILED);
    }
}
