package io.tollgate.cli;

import io.tollgate.settings.BadSettings;
import io.tollgate.settings.ServerSettings;
import io.tollgate.settings.Setting;
import io.tollgate.settings.Settings;
import io.tollgate.settings.UploadSettings;
import io.tollgate.settings.WalletSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts one file up for sale at a running gateway. What is not said is the gateway's default. */
@Command(
        name = "upload",
        description = "Uploads a file to a gateway and puts it up for sale.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "A gateway that asks for a token finds it in UPLOAD_TOKEN of the environment;",
            "one that asks for money is paid by the wallet PRIVATE_KEY, up to --max-cost.",
            "A resumable upload that breaks off continues when the same command is run again."
        })
final class UploadCommand implements Callable<Integer> {
    private static final List<Setting<?>> SETTINGS = List.of(
            ServerSettings.PORT,
            WalletSettings.RESOURCE_SERVER_URL,
            UploadSettings.TOKEN,
            WalletSettings.PRIVATE_KEY,
            WalletSettings.MAX_PER_CALL);

    /** Above this many bytes it is worth to be able to go on. */
    private static final long LARGE = 64L * 1024 * 1024;

    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file;

    @Mixin
    private ItemOptions item;

    @Option(
            order = 21,
            names = "--resume",
            negatable = true,
            description = "Upload in parts that survive a broken connection; the default above 64 MiB.")
    private Boolean resume;

    @Option(
            order = 22,
            names = "--url",
            paramLabel = "URL",
            description = "The gateway (RESOURCE_SERVER_URL; default http://127.0.0.1:PORT).")
    private String url;

    @Option(
            order = 23,
            names = "--max-cost",
            paramLabel = "PRICE",
            description = "Most to pay for the storage, in dollars (WALLET_MAX_PER_CALL; default $0.10).")
    private String maxCost;

    @Option(order = 24, names = "--json", description = "Print the gateway's answer as it is.")
    private boolean json;

    UploadCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Path source = surroundings.workingDirectory().resolve(file);
        if (!Files.isRegularFile(source) || !Files.isReadable(source)) {
            throw new ParameterException(spec.commandLine(), source + " is not a file that can be read.");
        }
        Map<Setting<?>, String> flags = new HashMap<>();
        flags.put(WalletSettings.RESOURCE_SERVER_URL, url);
        flags.put(WalletSettings.MAX_PER_CALL, maxCost);
        flags.values().removeIf(Objects::isNull);
        Settings settings;
        try {
            settings = surroundings.settings().loadOnly(SETTINGS, flags);
        } catch (BadSettings e) {
            e.problems().forEach(spec.commandLine().getErr()::println);
            return ExitCodes.USAGE;
        }
        return new UploadRun(surroundings, spec.commandLine(), json)
                .run(source, item.fields(source), settings, inPieces(Files.size(source)));
    }

    private boolean inPieces(long size) {
        if (item.unsealed()) {
            if (Boolean.TRUE.equals(resume)) {
                throw new ParameterException(spec.commandLine(), "--unsealed and --resume do not go together.");
            }
            return false;
        }
        return resume == null ? size > LARGE : resume;
    }
}
