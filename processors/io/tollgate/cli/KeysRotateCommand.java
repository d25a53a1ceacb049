package io.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Wraps every key with another key-encryption key, a stretch at a time until none is left. */
@Command(
        name = "rotate",
        description = "Wraps every key with a new key-encryption key. No file is stored again.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A key in a file gets a successor in the same file. To change to another file or to AWS KMS,",
            "start the gateway with the new key in KEK and the old one in KEK_PREVIOUS first.",
            "It may be broken off and run again. Backups made before need the old key: keep a copy of it with them."
        })
final class KeysRotateCommand implements Callable<Integer> {
    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    KeysRotateCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        OperatorCall gateway = new OperatorCall(surroundings, spec.commandLine());
        Optional<JsonNode> begun = gateway.post("/observe/keys/renew");
        if (begun.isEmpty()) {
            return ExitCodes.FAILED;
        }
        if (!begun.get().path("begun").asBoolean()) {
            KeysCommand.print(out, begun.get());
            out.println("Every key is wrapped by the present key-encryption key.");
            out.println(
                    begun.get().path("keys").size() > 1
                            ? "Retire the older one: tollgate keys retire, and no KEK_PREVIOUS at the next start."
                            : "To change it, start the gateway with the new key in KEK and this one in KEK_PREVIOUS.");
            return ExitCodes.OK;
        }
        return rewrap(gateway, out);
    }

    private int rewrap(OperatorCall gateway, PrintWriter out) throws Exception {
        long done = 0;
        while (true) {
            Optional<JsonNode> stretch = gateway.post("/observe/keys/rewrap");
            if (stretch.isEmpty()) {
                return ExitCodes.FAILED;
            }
            done += stretch.get().path("rewrapped").asLong();
            long left = stretch.get().path("left").asLong();
            if (left == 0) {
                KeysCommand.print(out, stretch.get());
                out.println(done + " keys wrapped again. When every instance knows the new key: tollgate keys retire.");
                return ExitCodes.OK;
            }
            out.println(done + " keys wrapped again, " + left + " left");
            out.flush();
        }
    }
}
