package io.tollgate.cli.mcpcheck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Tells a good answer from a bad one, and what is worth showing of it in a line. */
public final class ReadMcpAnswer implements Processor {
    private static final int OK = 200;
    private static final int SHOWN = 160;
    private static final List<String> WANTED =
            List.of("upload-file-to-walrus", "download-file-from-walrus", "quote-download");

    private final JsonMapper json = new JsonMapper();

    @Override
    public void process(Exchange exchange) {
        McpCheck check = McpCheck.of(exchange);
        Message message = exchange.getMessage();
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        String body = Optional.ofNullable(message.getBody(String.class)).orElse("");
        long now = System.nanoTime();
        if (status == null || status != OK) {
            check.answered(false, "answered " + status + ": " + line(problem(body)), now);
            return;
        }
        Optional<JsonNode> answer = parse(body);
        if (answer.isEmpty() || !answer.get().path("result").isObject()) {
            check.answered(
                    false,
                    "answered no result: "
                            + line(answer.map(node ->
                                            node.path("error").path("message").asText(body))
                                    .orElse(body)),
                    now);
            return;
        }
        JsonNode result = answer.get().path("result");
        switch (check.step().method()) {
            case "initialize" ->
                check.answered(
                        true,
                        result.at("/serverInfo/name").asText() + " "
                                + result.at("/serverInfo/version").asText() + ", protocol "
                                + result.path("protocolVersion").asText(),
                        now);
            case "tools/list" -> tools(check, result, now);
            default -> quoted(check, result, now);
        }
    }

    private static void tools(McpCheck check, JsonNode result, long now) {
        TreeSet<String> names = new TreeSet<>();
        result.path("tools").forEach(tool -> names.add(tool.path("name").asText()));
        boolean complete = names.containsAll(WANTED);
        check.answered(
                complete,
                names.size() + " tools: " + String.join(", ", names) + (complete ? "" : "; some are missing"),
                now);
    }

    /** Also "there is no such file" is an answer: the endpoint has asked the gateway. */
    private static void quoted(McpCheck check, JsonNode result, long now) {
        String text = result.at("/content/0/text").asText();
        check.answered(!text.isBlank(), (result.path("isError").asBoolean() ? "refused: " : "") + line(text), now);
    }

    private String problem(String body) {
        return parse(body).map(node -> node.path("detail").asText(body)).orElse(body);
    }

    /** JSON, or the last event of a stream of events. */
    private Optional<JsonNode> parse(String body) {
        String text = body.lines()
                .filter(line -> line.startsWith("data:"))
                .reduce((first, last) -> last)
                .map(line -> line.substring("data:".length()))
                .orElse(body);
        try {
            return Optional.ofNullable(json.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String line(String text) {
        String flat = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return flat.length() <= SHOWN ? flat : flat.substring(0, SHOWN - 1) + "…";
    }
}
