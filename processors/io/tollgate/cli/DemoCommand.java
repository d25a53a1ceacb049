package io.tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a whole sale on this machine with play money, in one command. */
@Command(
        name = "demo",
        description = "Uploads a sample, is refused with 402, pays, downloads, compares; all on this machine.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--keep", description = "Go on serving afterwards, until Ctrl-C.")
    private boolean keep;

    DemoCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return new DemoRun(surroundings, spec.commandLine()).run(keep);
    }
}
