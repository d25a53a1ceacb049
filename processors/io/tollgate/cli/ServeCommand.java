package io.tollgate.cli;

import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves for real: every outside service must be set, and nothing embedded is loaded. */
@Command(
        name = "serve",
        description = "Serves with the Walrus and the facilitator that the settings name.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {
    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    ServeCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return new GatewayRun(surroundings, spec.commandLine()).run(Mode.SERVE, spec.commandLine(), this::announce);
    }

    private void announce(Settings settings, LocalHttp gateway, String url) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("  public    " + settings.server().publicUrl());
        out.println("  sells on  " + settings.payment().networkNames() + ", paid to "
                + settings.payment().payTo());
        out.println("  settles   "
                + String.join(
                        ", ",
                        settings.payment().facilitatorUrls().stream()
                                .map(URI::toString)
                                .toList()));
        out.println("  stores    "
                + String.join(
                        ", ",
                        settings.walrus().publisherUrls().stream()
                                .map(URI::toString)
                                .toList()));
        out.println("  uploads   " + (settings.upload().token().isPresent() ? "with the UPLOAD_TOKEN" : "from anyone"));
    }
}
