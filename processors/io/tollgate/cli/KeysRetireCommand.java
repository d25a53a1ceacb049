package io.tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has the gateway take older keys out of its key file, which it refuses while they wrap anything. */
@Command(
        name = "retire",
        description = "Takes older keys out of the key file, once nothing is wrapped by them.",
        mixinStandardHelpOptions = true,
        footer = {"", "Several gateways with one key file: restart the others between rotate and retire."})
final class KeysRetireCommand implements Callable<Integer> {
    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    KeysRetireCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return new OperatorCall(surroundings, spec.commandLine())
                .post("/observe/keys/retire")
                .map(answer -> {
                    spec.commandLine()
                            .getOut()
                            .println(answer.path("retired").asInt() + " older keys taken out of the key file.");
                    return ExitCodes.OK;
                })
                .orElse(ExitCodes.FAILED);
    }
}
