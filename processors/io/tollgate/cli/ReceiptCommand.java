package io.tollgate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with a receipt: check one, take back what one stands for, change the key that signs them. */
@Command(
        name = "receipt",
        synopsisSubcommandLabel = "COMMAND",
        description = "Checks receipts, and manages what they stand for.",
        mixinStandardHelpOptions = true)
final class ReceiptCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private ReceiptCommand() {}

    static CommandLine with(CommandEnvironment surroundings) {
        return new CommandLine(new ReceiptCommand())
                .addSubcommand(new ReceiptVerifyCommand(surroundings))
                .addSubcommand(new ReceiptRevokeCommand(surroundings))
                .addSubcommand(new ReceiptRotateKeyCommand(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with a receipt.");
    }
}
