package io.tollgate.command;

import io.tollgate.settings.BadSettings;
import io.tollgate.settings.ServerSettings;
import io.tollgate.settings.Setting;
import io.tollgate.settings.Settings;
import io.tollgate.settings.UploadSettings;
import io.tollgate.settings.WalletSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
            "A gateway that asks for a token finds it in UPLOAD_TOKEN of the environment; one that asks for money is",
            "paid by the wallet PRIVATE_KEY, up to --max-cost, once for each upload.",
            "An upload in pieces that breaks off goes on when the same command is run again."
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

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file;

    @Option(names = "--price", paramLabel = "PRICE", description = "In dollars; 0 gives the file away.")
    private String price;

    @Option(names = "--pay-to", paramLabel = "ADDRESS", description = "Account that buyers pay.")
    private String payTo;

    @Option(names = "--epochs", paramLabel = "N", description = "Walrus epochs the file is stored for.")
    private String epochs;

    @Option(names = "--title", paramLabel = "TEXT", description = "What buyers see; default the file's name.")
    private String title;

    @Option(names = "--description", paramLabel = "TEXT", description = "One line more that buyers see.")
    private String description;

    @Option(
            names = "--price-per-mib",
            paramLabel = "PRICE",
            description = "In dollars for each MiB, in place of --price.")
    private String pricePerMib;

    @Option(names = "--min-price", paramLabel = "PRICE", description = "What --price-per-mib comes to at least.")
    private String minPrice;

    @Option(names = "--max-price", paramLabel = "PRICE", description = "What --price-per-mib comes to at most.")
    private String maxPrice;

    @Option(
            names = "--networks",
            paramLabel = "NAME,…",
            description = "Where buyers may pay; default all of the gateway's.")
    private String networks;

    @Option(names = "--access-hours", paramLabel = "N", description = "How long a buyer may fetch the file again.")
    private String accessHours;

    @Option(names = "--send-to", paramLabel = "ADDRESS", description = "Sui address that the stored blob goes to.")
    private String sendTo;

    @Option(names = "--unsealed", description = "Store the bytes as they are, for anybody to read; free files only.")
    private boolean unsealed;

    @Option(
            names = "--resume",
            negatable = true,
            description = "Send in pieces that survive a broken connection, as is done above 64 MiB anyway.")
    private Boolean resume;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The gateway (RESOURCE_SERVER_URL; default http://127.0.0.1:PORT).")
    private String url;

    @Option(
            names = "--max-cost",
            paramLabel = "PRICE",
            description = "Most to pay for the storage, in dollars (WALLET_MAX_PER_CALL; default $0.10).")
    private String maxCost;

    @Option(names = "--json", description = "Print the gateway's answer as it is.")
    private boolean json;

    UploadCommand(Surroundings surroundings) {
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
                .run(source, fields(), settings, inPieces(Files.size(source)));
    }

    private boolean inPieces(long size) {
        if (unsealed) {
            if (Boolean.TRUE.equals(resume)) {
                throw new ParameterException(spec.commandLine(), "--unsealed and --resume do not go together.");
            }
            return false;
        }
        return resume == null ? size > LARGE : resume;
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", file.getFileName().toString());
        fields.put("numEpochs", epochs);
        fields.put("price", price);
        fields.put("payTo", payTo);
        fields.put("pricePerMiB", pricePerMib);
        fields.put("minPrice", minPrice);
        fields.put("maxPrice", maxPrice);
        fields.put("networks", networks);
        fields.put("accessHours", accessHours);
        fields.put("sendTo", sendTo);
        fields.put("sealed", unsealed ? "false" : null);
        fields.put("title", title);
        fields.put("description", description);
        fields.values().removeIf(Objects::isNull);
        return fields;
    }
}
