package io.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists sales that were paid for and not delivered to their end, at the gateway that runs with this data folder. */
@Command(
        name = "report",
        description = "Lists sales that were paid for and never delivered to their end.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Give the money back to PAYER, then end the claim: tollgate receipt revoke RECEIPT."})
final class ReportCommand implements Callable<Integer> {
    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "Most lines (${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--older-than",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Leave out what was paid later than this ago (${DEFAULT-VALUE}).")
    private long olderThan;

    @Option(names = "--json", description = "Print the gateway's answer as it is.")
    private boolean json;

    ReportCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 1 || olderThan < 0) {
            throw new ParameterException(spec.commandLine(), "--limit is at least 1 and --older-than at least 0.");
        }
        Optional<JsonNode> report = new OperatorCall(surroundings, spec.commandLine())
                .get("/observe/undelivered?limit=" + limit + "&olderThan=" + olderThan);
        if (report.isEmpty()) {
            return ExitCodes.FAILED;
        }
        if (json) {
            spec.commandLine().getOut().println(report.get());
        } else {
            print(report.get());
        }
        return ExitCodes.OK;
    }

    private void print(JsonNode report) {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode lines = report.path("undelivered");
        if (lines.isEmpty()) {
            out.println("Everything that was paid for has been delivered.");
            return;
        }
        out.printf("%-20s %9s %-14s %-42s %8s  %s%n", "PAID AT", "PRICE", "NETWORK", "PAYER", "ATTEMPTS", "TITLE");
        for (JsonNode line : lines) {
            out.printf(
                    "%-20s %9s %-14s %-42s %8s  %s%n",
                    line.path("paidAt").asText().replaceAll("\\.[0-9]+Z", "Z"),
                    "$" + line.path("price").asText("?"),
                    line.path("networkName").asText(line.path("network").asText()),
                    line.path("payer").asText(),
                    line.path("attempts").asText(),
                    line.path("title").asText("(forgotten)").replaceAll("\\p{Cntrl}", "?"));
            out.printf(
                    "  receipt %s  transaction %s  item %s  until %s%n",
                    line.path("receipt").asText(),
                    line.path("transaction").asText(),
                    line.path("blobId").asText(line.path("item").asText()),
                    line.path("entitledUntil").asText().replaceAll("\\.[0-9]+Z", "Z"));
        }
        if (report.path("more").asBoolean()) {
            out.println("… and more; raise --limit.");
        }
    }
}
