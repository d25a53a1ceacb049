package io.tollgate.cli;

import io.tollgate.settings.BadSettings;
import io.tollgate.settings.Mode;
import io.tollgate.settings.ServerSettings;
import io.tollgate.settings.Settings;
import io.tollgate.settings.SettingsLoader;
import io.tollgate.x402.money.AtomicAmount;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;

/**
 * Starts a gateway with everything embedded in a folder of its own and has a sale played on it. What is set in the
 * environment does not matter here: the demo shows the same on every machine.
 */
final class DemoRun {
    private static final AtomicAmount PRICE = AtomicAmount.parse("10000");

    private final CommandEnvironment surroundings;
    private final PrintWriter out;
    private final PrintWriter err;

    DemoRun(CommandEnvironment surroundings, CommandLine command) {
        this.surroundings = surroundings;
        this.out = command.getOut();
        this.err = command.getErr();
    }

    int run(boolean keep) throws IOException, InterruptedException {
        try (TemporaryFolder folder = new TemporaryFolder("tollgate-demo")) {
            Settings settings = settings(folder.path());
            GatewayLauncher.Running gateway = surroundings.gateways().start(settings, Mode.DEV);
            Thread drain = new Thread(() -> stop(gateway, folder), "drain");
            Runtime.getRuntime().addShutdownHook(drain);
            try {
                int code = play(settings.embedded(gateway.port()), folder.path());
                if (keep && code == ExitCodes.OK) {
                    out.println("ready http://127.0.0.1:" + gateway.port() + "  (Ctrl-C stops it and removes "
                            + folder.path() + ")");
                    out.flush();
                    gateway.awaitStop();
                }
                return code;
            } finally {
                gateway.close();
                forget(drain);
            }
        } catch (BadSettings e) {
            e.problems().forEach(err::println);
            return ExitCodes.USAGE;
        } catch (GatewayLauncher.NotStarted e) {
            err.println(e.getMessage());
            return e.exitCode();
        }
    }

    private int play(Settings settings, Path folder) throws IOException, InterruptedException {
        DemoSteps steps = new DemoSteps(out);
        Duration age = ProcessAge.now();
        URI gateway = settings.server().localUrl();
        steps.done("start", "a gateway, a Walrus and a facilitator in this process, " + gateway, age);
        int code = new DemoSale(gateway, settings.payment().network(), PRICE, steps, err).play(folder);
        if (code == ExitCodes.OK) {
            out.println("The bytes are the same. " + GatewayRun.seconds(ProcessAge.now()) + " in all.");
            out.flush();
        }
        return code;
    }

    private static Settings settings(Path folder) throws BadSettings {
        return new SettingsLoader(Map.of(), folder)
                .load(
                        Mode.DEV,
                        Map.of(
                                ServerSettings.PORT, "0",
                                ServerSettings.MANAGEMENT_PORT, "0",
                                ServerSettings.DATA_DIR, folder.resolve("data").toString()));
    }

    private static void stop(GatewayLauncher.Running gateway, TemporaryFolder folder) {
        gateway.close();
        try {
            folder.close();
        } catch (IOException e) {
            // The process is ending, and what is left lies in the system's own folder for temporary files.
            return;
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already; the hook is at work.
            return;
        }
    }
}
