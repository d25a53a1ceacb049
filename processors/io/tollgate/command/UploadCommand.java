package io.tollgate.command;

import io.tollgate.settings.BadSettings;
import io.tollgate.settings.Setting;
import io.tollgate.settings.SettingTable;
import io.tollgate.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        footer = {"", "A gateway that asks for a token finds it in UPLOAD_TOKEN of the environment."})
final class UploadCommand implements Callable<Integer> {
    private static final List<Setting<?>> SETTINGS =
            List.of(SettingTable.PORT, SettingTable.RESOURCE_SERVER_URL, SettingTable.UPLOAD_TOKEN);

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
            names = "--url",
            paramLabel = "URL",
            description = "The gateway (RESOURCE_SERVER_URL; default http://127.0.0.1:PORT).")
    private String url;

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
        Settings settings;
        try {
            settings = surroundings
                    .settings()
                    .loadOnly(SETTINGS, url == null ? Map.of() : Map.of(SettingTable.RESOURCE_SERVER_URL, url));
        } catch (BadSettings e) {
            e.problems().forEach(spec.commandLine().getErr()::println);
            return ExitCodes.USAGE;
        }
        return new UploadRun(surroundings, spec.commandLine(), json)
                .run(settings.resourceServerUrl(), source, fields(), settings.uploadToken());
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", file.getFileName().toString());
        fields.put("numEpochs", epochs);
        fields.put("price", price);
        fields.put("payTo", payTo);
        fields.put("title", title);
        fields.put("description", description);
        fields.values().removeIf(value -> value == null);
        return fields;
    }
}
