package io.tollgate.cli;

import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves with everything embedded, on 127.0.0.1 only, and says what to type next. */
@Command(
        name = "dev",
        description = "Serves with an embedded Walrus and facilitator and play money, on 127.0.0.1 only.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DevCommand implements Callable<Integer> {
    private static final Pattern ADDRESS = Pattern.compile("\"address\"\\s*:\\s*\"(0x[0-9a-fA-F]{40})\"");

    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    DevCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return new GatewayRun(surroundings, spec.commandLine()).run(Mode.DEV, spec.commandLine(), this::announce);
    }

    private void announce(Settings settings, LocalHttp gateway, String url) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        String elsewhere = url.endsWith(":4021") ? "" : " --url " + url;
        out.println("  sell      ./tollgate upload FILE --price 0.01" + elsewhere);
        out.println("  buy       ./tollgate pay " + url
                + settings.sale().endpointPath().of("BLOB_ID") + " -o FILE");
        Matcher wallet = ADDRESS.matcher(gateway.get("/dev/wallet").body());
        if (wallet.find()) {
            out.println("  wallet    " + wallet.group(1) + " has play money on "
                    + settings.payment().networkNames() + "; its key: GET " + url + "/dev/wallet");
        }
        out.println("  seller    " + settings.payment().payTo());
        out.println("  data      " + settings.server().dataDir());
        out.println("  stop      Ctrl-C");
    }
}
