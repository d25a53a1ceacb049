package io.tollgate.cli;

import io.tollgate.admin.LogSetup;
import io.tollgate.settings.BadSettings;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Setting;
import io.tollgate.settings.SettingTable;
import io.tollgate.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/**
 * Runs a gateway until it is told to stop. {@code ready} is printed once /health has answered 200; a start that fails
 * is one readable line for each thing that is wrong.
 */
final class GatewayRun {
    private final CommandEnvironment surroundings;
    private final PrintWriter out;
    private final PrintWriter err;

    GatewayRun(CommandEnvironment surroundings, CommandLine command) {
        this.surroundings = surroundings;
        this.out = command.getOut();
        this.err = command.getErr();
    }

    /** What a command says about its gateway, after the line that says it is ready. */
    @FunctionalInterface
    interface Announcement {
        void print(Settings settings, LocalHttp gateway, String url) throws IOException;

        /** The line about the operators' port. */
        static String console(Settings settings, GatewayLauncher.Console console) {
            String host = settings.server().managementHost().equals("0.0.0.0")
                    ? "127.0.0.1"
                    : settings.server().managementHost();
            String url = "http://" + host + ":" + console.port();
            return console.user()
                    .map(user -> "  console   " + url + "/hawtio  login " + user
                            + console.oneTimePassword()
                                    .map(password -> " " + password + " (for this run)")
                                    .orElse(" and its password"))
                    .orElse("  manage    " + url + "/observe/health; no console, OPERATOR_PASSWORD_HASH is not set");
        }
    }

    int run(Mode mode, CommandLine command, Announcement announcement) throws InterruptedException, IOException {
        Map<Setting<?>, String> flags = SettingFlags.read(command.getParseResult(), SettingTable.GATEWAY);
        Settings settings;
        GatewayLauncher.Running gateway;
        try {
            settings = surroundings.settings().load(mode, flags);
            LogSetup.useFormat(settings.server().logFormat());
            gateway = surroundings.gateways().start(settings, mode);
        } catch (BadSettings e) {
            e.problems().forEach(err::println);
            return ExitCodes.USAGE;
        } catch (GatewayLauncher.NotStarted e) {
            err.println(e.getMessage());
            return e.exitCode();
        }
        Thread drain = new Thread(gateway::close, "drain");
        Runtime.getRuntime().addShutdownHook(drain);
        announce(mode == Mode.DEV ? settings.embedded(gateway.port()) : settings, gateway, announcement);
        gateway.awaitStop();
        return ExitCodes.OK;
    }

    private void announce(Settings settings, GatewayLauncher.Running running, Announcement announcement)
            throws IOException {
        int port = running.port();
        LocalHttp gateway = new LocalHttp(settings.server().host(), port);
        LocalHttp.Answer health = gateway.get("/health");
        if (health.status() != 200) {
            throw new IOException("/health answers " + health.status() + " right after the start");
        }
        Duration age = ProcessAge.now();
        String url = "http://127.0.0.1:" + port;
        out.println("ready " + url);
        out.println("  started   in " + seconds(age) + ", from the start of the process to the first 200 on /health");
        announcement.print(settings, gateway, url);
        out.println(Announcement.console(settings, running.console()));
        out.flush();
    }

    static String seconds(Duration time) {
        return time.toMillis() < 1000
                ? time.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
