package io.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells which key-encryption key wraps what at the gateway that runs with this data folder, and changes it. */
@Command(
        name = "keys",
        description = "Tells which key-encryption key wraps the keys of files, and changes it.",
        mixinStandardHelpOptions = true)
final class KeysCommand implements Callable<Integer> {
    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the gateway's answer as it is.")
    private boolean json;

    private KeysCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    static CommandLine with(CommandEnvironment surroundings) {
        return new CommandLine(new KeysCommand(surroundings))
                .addSubcommand(new KeysRotateCommand(surroundings))
                .addSubcommand(new KeysRetireCommand(surroundings));
    }

    @Override
    public Integer call() throws Exception {
        Optional<JsonNode> told = new OperatorCall(surroundings, spec.commandLine()).get("/observe/keys");
        if (told.isEmpty()) {
            return ExitCodes.FAILED;
        }
        if (json) {
            spec.commandLine().getOut().println(told.get());
        } else {
            print(spec.commandLine().getOut(), told.get());
        }
        return ExitCodes.OK;
    }

    static void print(PrintWriter out, JsonNode told) {
        out.printf("%-44s %8s  %s%n", "KEY-ENCRYPTION KEY", "WRAPPED", "ROLE");
        for (JsonNode key : told.path("keys")) {
            String fingerprint = key.path("fingerprint").asText();
            boolean current = fingerprint.equals(told.path("current").asText());
            String role = current ? "wraps" : "accepted";
            out.printf(
                    "%-44s %8s  %s%n",
                    fingerprint.isEmpty() ? "(not noted)" : fingerprint,
                    key.path("wrapped").asText(),
                    key.path("accepted").asBoolean() ? role : "MISSING: name it in KEK_PREVIOUS");
        }
    }
}
