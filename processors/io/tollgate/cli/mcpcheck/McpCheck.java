package io.tollgate.cli.mcpcheck;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * A conversation with an MCP endpoint: what is said, in order, and what came back. Each message waits for the one before,
 * and nothing more is said after one that went wrong. Public to the routes, which ask it how to go on.
 */
public final class McpCheck {
    static final String PROPERTY = "mcpCheck";
    static final String PROTOCOL = "2025-06-18";

    private final List<Step> steps;
    private final Optional<String> token;
    private final List<Finding> findings = new ArrayList<>();
    private URI url;
    private int next;
    private long sentAt;

    /** One message: what the table calls it, its method and its parameters. */
    record Step(String name, String method, ObjectNode parameters) {}

    /**
     * What came of a message.
     *
     * @param millis from sending it to having the whole answer
     */
    public record Finding(String name, boolean good, long millis, String detail) {}

    /**
     * @param url   of the endpoint; null: AWS is asked for it
     * @param token that lets a caller in
     * @param item  a file that a price is asked of; empty: one that there is not
     */
    McpCheck(URI url, Optional<String> token, Optional<String> item) {
        this.url = url;
        this.token = token;
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode hello = json.objectNode().put("protocolVersion", PROTOCOL);
        hello.set("capabilities", json.objectNode());
        hello.set(
                "clientInfo", json.objectNode().put("name", "tollgate-test-mcp").put("version", "1"));
        ObjectNode quote = json.objectNode().put("name", "quote-download");
        quote.set("arguments", json.objectNode().put("blobId", item.orElse("no-such-file")));
        steps = List.of(
                new Step("initialize", "initialize", hello),
                new Step("tools/list", "tools/list", json.objectNode()),
                new Step("quote-download", "tools/call", quote));
    }

    static McpCheck of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, McpCheck.class);
    }

    public boolean isUnaddressed() {
        return url == null;
    }

    public boolean isUnfinished() {
        return next < steps.size() && findings.stream().allMatch(Finding::good);
    }

    public String getEndpoint() {
        return url.toString();
    }

    void addressed(URI found) {
        url = found;
    }

    Optional<String> token() {
        return token;
    }

    Step step() {
        return steps.get(next);
    }

    int number() {
        return next + 1;
    }

    void sent(long nanos) {
        sentAt = nanos;
    }

    void answered(boolean good, String detail, long nanos) {
        findings.add(new Finding(step().name(), good, (nanos - sentAt) / 1_000_000, detail));
        next++;
    }

    URI url() {
        return url;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
