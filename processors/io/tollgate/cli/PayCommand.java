package io.tollgate.cli;

import io.tollgate.settings.BadSettings;
import io.tollgate.settings.Setting;
import io.tollgate.settings.Settings;
import io.tollgate.settings.WalletSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Buys one file. The key of the wallet never stands on the command line, where every process of the machine sees it. */
@Command(
        name = "pay",
        description = "Downloads a file and pays for it, in either version of x402.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The wallet is PRIVATE_KEY in the environment; a dev gateway on this machine gives one with play money.",
            "FILE.payment holds the signed payment until FILE is complete: after a cut or a crash run the same",
            "command again, it goes on with the payment that was made."
        })
final class PayCommand implements Callable<Integer> {
    private static final List<Setting<?>> SETTINGS = List.of(WalletSettings.PRIVATE_KEY, WalletSettings.MAX_PER_CALL);

    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "Address of the file.")
    private String url;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where the file goes.")
    private Path output;

    @Option(
            names = "--max",
            paramLabel = "PRICE",
            description = "Most to pay, in dollars (WALLET_MAX_PER_CALL; default $0.10).")
    private String max;

    @Option(names = "--force", description = "Replace FILE when it is there already.")
    private boolean force;

    @Option(names = "--keep-payment", description = "Leave FILE.payment, to present the same payment again.")
    private boolean keep;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    PayCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings;
        try {
            settings = surroundings
                    .settings()
                    .loadOnly(SETTINGS, max == null ? Map.of() : Map.of(WalletSettings.MAX_PER_CALL, max));
        } catch (BadSettings e) {
            e.problems().forEach(spec.commandLine().getErr()::println);
            return ExitCodes.USAGE;
        }
        Path file = surroundings.workingDirectory().resolve(output);
        return new PayRun(surroundings, spec.commandLine(), json).run(address(), place(file), settings, keep);
    }

    private URI address() {
        try {
            URI address = new URI(url);
            boolean http =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (http && address.getHost() != null && address.getRawUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new ParameterException(spec.commandLine(), "URL is not well-formed.", e);
        }
        throw new ParameterException(spec.commandLine(), "URL must be http(s)://host/… without credentials.");
    }

    private Path place(Path file) {
        if (Files.isDirectory(file) || !Files.isDirectory(file.toAbsolutePath().getParent())) {
            throw new ParameterException(spec.commandLine(), file + " is not a file in an existing folder.");
        }
        boolean paidFor = Files.exists(file.resolveSibling(file.getFileName() + ".payment"));
        if (Files.exists(file) && !force && !paidFor) {
            throw new ParameterException(
                    spec.commandLine(), file + " is there already; name another file, or use --force to buy it again.");
        }
        return file;
    }
}
