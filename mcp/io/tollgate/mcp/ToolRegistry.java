package io.tollgate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.tollgate.log.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tools whose routes run now. Calls one on the calling thread; what goes wrong in a route never gets out as it is. */
public final class ToolRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(ToolRegistry.class);

    private record Tool(ToolSpec spec, Endpoint endpoint, Processor route) {}

    private final Map<String, Tool> tools = new ConcurrentSkipListMap<>();
    private final AtomicLong edition = new AtomicLong();

    void add(ToolSpec spec, Endpoint endpoint, Processor route) {
        if (tools.putIfAbsent(spec.name(), new Tool(spec, endpoint, route)) != null) {
            throw new IllegalStateException("there are two tools called " + spec.name());
        }
        edition.incrementAndGet();
    }

    void remove(String name) {
        tools.remove(name);
        edition.incrementAndGet();
    }

    /** Another number whenever a tool came or went. */
    long edition() {
        return edition.get();
    }

    /** In the order of their names. */
    public Collection<ToolSpec> specs() {
        Map<String, ToolSpec> specs = new TreeMap<>();
        tools.forEach((name, tool) -> specs.put(name, tool.spec()));
        return specs.values();
    }

    public Optional<ToolSpec> find(String name) {
        return Optional.ofNullable(tools.get(name)).map(Tool::spec);
    }

    /** @param arguments checked against the tool's schema already */
    CallToolResult call(String name, Map<String, Object> arguments, ToolCall call) {
        Tool tool = tools.get(name);
        if (tool == null) {
            return failed(ToolFailure.of("tool_gone", "this tool is not served at the moment"));
        }
        Exchange exchange = tool.endpoint().createExchange();
        exchange.setProperty(ToolCall.PROPERTY, call);
        arguments.forEach(exchange.getMessage()::setHeader);
        try {
            tool.route().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        Exception failure = exchange.getException();
        return failure == null ? done(exchange.getMessage().getBody(), call) : failed(name, failure);
    }

    private static CallToolResult done(Object body, ToolCall call) {
        CallToolResult.Builder result = CallToolResult.builder();
        if (!call.resultMeta().isEmpty()) {
            result.meta(call.resultMeta());
        }
        if (body instanceof ToolResult told) {
            write(result, told.json());
            told.more().forEach(result::addContent);
            return result.isError(told.error()).build();
        }
        String text = body instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : body == null ? "" : body.toString();
        Optional<JsonNode> json = Json.parse(text).filter(JsonNode::isObject);
        if (json.isPresent()) {
            write(result, (ObjectNode) json.get());
        } else {
            result.addTextContent(text);
        }
        return result.isError(false).build();
    }

    private static CallToolResult failed(String name, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ToolFailure told) {
                return failed(told);
            }
        }
        LogEvent.TOOL_FAILED.at(LOG).log("the tool {} failed", name, failure);
        return failed(ToolFailure.of("tool_failed", "the tool failed; the log of the server says why"));
    }

    private static CallToolResult failed(ToolFailure told) {
        CallToolResult.Builder result = CallToolResult.builder();
        write(result, told.asJson());
        return result.isError(true).build();
    }

    /** The text is the very string of the structured content, as x402 asks for. */
    private static void write(CallToolResult.Builder result, ObjectNode json) {
        result.structuredContent(Json.map(json)).addTextContent(json.toString());
    }
}
