package io.tollgate.cli;

import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands as the process would, with an environment, a folder and a launcher of gateways that the test owns. */
final class CommandFixture {
    final Map<String, String> environment = new HashMap<>();

    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private GatewayLauncher launcher = CommandFixture::noGateway;

    CommandFixture(Path folder) {
        this.folder = folder;
    }

    CommandFixture launching(GatewayLauncher gateways) {
        launcher = gateways;
        return this;
    }

    /** @return the exit code */
    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine tollgate =
                Tollgate.commandLine(new CommandEnvironment(environment, folder, launcher, false), arguments);
        return tollgate.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    private static GatewayLauncher.Running noGateway(Settings settings, Mode mode) throws GatewayLauncher.NotStarted {
        throw new GatewayLauncher.NotStarted("no gateway in this test", ExitCodes.FAILED, null);
    }
}
