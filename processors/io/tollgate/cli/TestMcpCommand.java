package io.tollgate.cli;

import io.tollgate.cli.mcpcheck.McpCheck;
import io.tollgate.cli.mcpcheck.McpCheckRun;
import io.tollgate.settings.BadSettings;
import io.tollgate.settings.PaymentSettings;
import io.tollgate.settings.Settings;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Finds an MCP endpoint, speaks to it as an agent would, and prints what it answered. */
@Command(
        name = "test-mcp",
        description = "Speaks MCP to an endpoint: initialize, tools/list, quote-download.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "MCP_TOKEN in the environment is the bearer token. Without --url AWS Lambda is asked for the address, with",
            "the region and the credentials of AWS' own tools."
        })
final class TestMcpCommand implements Callable<Integer> {
    private static final String TOKEN = "MCP_TOKEN";

    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of the endpoint, with its path: http://127.0.0.1:4021/mcp.")
    private URI url;

    @Option(
            names = "--function",
            paramLabel = "NAME",
            defaultValue = "MCPServerFunction",
            description = "Lambda function that serves it (${DEFAULT-VALUE}).")
    private String function;

    @Option(
            names = "--alias",
            paramLabel = "NAME",
            defaultValue = "live",
            description = "Its alias that has the address (${DEFAULT-VALUE}).")
    private String alias;

    @Option(
            names = "--item",
            paramLabel = "BLOB_ID",
            description = "File whose price is asked; without it, one that there is not.")
    private String item;

    TestMcpCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        if (url != null
                && (!url.isAbsolute()
                        || url.getHost() == null
                        || !url.getScheme().startsWith("http"))) {
            throw new ParameterException(spec.commandLine(), "--url must be an http or https address.");
        }
        McpCheckRun.Report report;
        try {
            Settings settings = surroundings.settings().loadOnly(List.of(PaymentSettings.AWS_ENDPOINT), Map.of());
            report = McpCheckRun.run(new McpCheckRun.Target(
                    Optional.ofNullable(url),
                    function,
                    alias,
                    settings.payment().awsEndpoint(),
                    Optional.ofNullable(surroundings.environment().get(TOKEN)).filter(token -> !token.isBlank()),
                    Optional.ofNullable(item)));
        } catch (BadSettings e) {
            e.problems().forEach(err::println);
            return ExitCodes.USAGE;
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
            return ExitCodes.USAGE;
        }
        print(report);
        return report.good() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private void print(McpCheckRun.Report report) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(report.url());
        for (McpCheck.Finding finding : report.findings()) {
            out.printf(
                    "%-6s %-16s %6d ms  %s%n",
                    finding.good() ? "ok" : "FAILED", finding.name(), finding.millis(), finding.detail());
        }
    }
}
