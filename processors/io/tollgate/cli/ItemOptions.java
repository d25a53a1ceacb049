package io.tollgate.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a seller may say of a file, as the fields of an upload. What is not said is the gateway's default. */
final class ItemOptions {
    private final Map<String, String> said = new LinkedHashMap<>();

    @Option(order = 1, names = "--price", paramLabel = "PRICE", description = "In dollars; 0 gives the file away.")
    private void price(String value) {
        said.put("price", value);
    }

    @Option(order = 2, names = "--pay-to", paramLabel = "ADDRESS", description = "Account that buyers pay.")
    private void payTo(String value) {
        said.put("payTo", value);
    }

    @Option(order = 3, names = "--epochs", paramLabel = "N", description = "Walrus epochs the file is stored for.")
    private void numEpochs(String value) {
        said.put("numEpochs", value);
    }

    @Option(
            order = 4,
            names = "--title",
            paramLabel = "TEXT",
            description = "What buyers see; default the file's name.")
    private void title(String value) {
        said.put("title", value);
    }

    @Option(order = 5, names = "--description", paramLabel = "TEXT", description = "One line more that buyers see.")
    private void description(String value) {
        said.put("description", value);
    }

    @Option(
            order = 6,
            names = "--price-per-mib",
            paramLabel = "PRICE",
            description = "In dollars for each MiB, in place of --price.")
    private void pricePerMiB(String value) {
        said.put("pricePerMiB", value);
    }

    @Option(
            order = 7,
            names = "--min-price",
            paramLabel = "PRICE",
            description = "What --price-per-mib comes to at least.")
    private void minPrice(String value) {
        said.put("minPrice", value);
    }

    @Option(
            order = 8,
            names = "--max-price",
            paramLabel = "PRICE",
            description = "What --price-per-mib comes to at most.")
    private void maxPrice(String value) {
        said.put("maxPrice", value);
    }

    @Option(
            order = 9,
            names = "--networks",
            paramLabel = "NAME,…",
            description = "Where buyers may pay; default all of the gateway's.")
    private void networks(String value) {
        said.put("networks", value);
    }

    @Option(
            order = 10,
            names = "--access-hours",
            paramLabel = "N",
            description = "How long a buyer may fetch the file again.")
    private void accessHours(String value) {
        said.put("accessHours", value);
    }

    @Option(
            order = 11,
            names = "--send-to",
            paramLabel = "ADDRESS",
            description = "Sui address that the stored blob goes to.")
    private void sendTo(String value) {
        said.put("sendTo", value);
    }

    @Option(
            order = 12,
            names = "--unsealed",
            description = "Store the bytes unencrypted, readable on Walrus; free files only.")
    private void unsealed(boolean wanted) {
        if (wanted) {
            said.put("sealed", "false");
        }
    }

    boolean unsealed() {
        return said.containsKey("sealed");
    }

    /** The fields of an upload of this file. */
    Map<String, String> fields(Path file) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", file.getFileName().toString());
        fields.putAll(said);
        return fields;
    }
}
