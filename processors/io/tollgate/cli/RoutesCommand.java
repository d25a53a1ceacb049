package io.tollgate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with route files from the command line. */
@Command(
        name = "routes",
        synopsisSubcommandLabel = "COMMAND",
        description = "Checks the routes of an operator.",
        mixinStandardHelpOptions = true)
final class RoutesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private RoutesCommand() {}

    static CommandLine with(CommandEnvironment surroundings) {
        return new CommandLine(new RoutesCommand())
                .addSubcommand("check", new CommandLine(new RoutesCheckCommand(surroundings)));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: routes check.");
    }
}
