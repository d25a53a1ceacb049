package io.tollgate.cli.mcpcheck;

import io.tollgate.app.CamelDefaults;
import io.tollgate.sale.events.LambdaClients;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;

/** Runs routes/test-mcp.camel.yaml once, in a Camel of its own, and says what it found. */
public final class McpCheckRun {
    private McpCheckRun() {}

    /**
     * Where the endpoint is and who calls.
     *
     * @param url      of the endpoint; empty: AWS is asked
     * @param function and alias whose address AWS is asked for
     * @param endpoint another address of AWS Lambda than its own
     */
    public record Target(
            Optional<URI> url,
            String function,
            String alias,
            Optional<URI> endpoint,
            Optional<String> token,
            Optional<String> item) {}

    /** @param url where the endpoint was found */
    public record Report(URI url, List<McpCheck.Finding> findings) {
        public boolean good() {
            return !findings.isEmpty() && findings.stream().allMatch(McpCheck.Finding::good);
        }
    }

    /** @throws Exception when the endpoint cannot be found or reached; its message is for the operator */
    public static Report run(Target target) throws Exception {
        Main camel = new Main();
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.configure().setName("tollgate-test-mcp");
        CamelDefaults.handFailuresOn(camel);
        camel.configure().setRoutesIncludePattern(pattern(target));
        camel.configure().setAutoConfigurationLogSummary(false);
        camel.configure().setStreamCachingEnabled(false);
        Properties properties = new Properties();
        properties.put("tollgate.test-mcp.function", target.function());
        properties.put("camel.component.http.follow-redirects", "false");
        camel.setOverrideProperties(properties);
        camel.bind("writeMcpMessage", new WriteMcpMessage());
        camel.bind("readMcpAnswer", new ReadMcpAnswer());
        if (target.url().isEmpty()) {
            camel.bind("awsLambda", LambdaClients.open(target.endpoint()));
            camel.bind("askForAlias", new AskForAlias(target.alias()));
            camel.bind("readFunctionUrl", new ReadFunctionUrl());
        }
        McpCheck check = new McpCheck(target.url().orElse(null), target.token(), target.item());
        try {
            camel.start();
            Exchange exchange = camel.getCamelContext()
                    .createProducerTemplate()
                    .request("direct:test-mcp", begun -> begun.setProperty(McpCheck.PROPERTY, check));
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            return new Report(check.url(), check.findings());
        } finally {
            camel.stop();
        }
    }

    private static String pattern(Target target) {
        return "classpath:routes/test-mcp.camel.yaml"
                + (target.url().isPresent() ? "" : ",classpath:routes/test-mcp-lambda.camel.yaml");
    }
}
