package io.tollgate.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.http.server.Problem;
import io.tollgate.http.server.ProblemDocument;
import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Answers a GET of the address: from a browser, or a client with an entry of {@code "type":"sse"}.
 * The document holds the entry to write today.
 */
public final class ShowConfiguration implements Processor {
    private final URI endpoint;

    /** @param endpoint as clients reach it */
    public ShowConfiguration(URI endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Problem problem = Problem.of(
                405,
                "post_only",
                "this is an MCP server over Streamable HTTP: it takes POST and opens no event stream. A client whose"
                        + " configuration says \"type\": \"sse\" needs \"type\": \"http\", as shown in configuration");
        ObjectNode configuration = Json.object();
        ObjectNode server = configuration.putObject("servers").putObject("tollgate");
        server.put("type", "http").put("url", endpoint.toString());
        server.putObject("headers").put("Authorization", "Bearer YOUR_MCP_TOKEN");
        Message answer = JsonAnswer.send(
                exchange,
                405,
                ProblemDocument.CONTENT_TYPE,
                ProblemDocument.of(problem, "configuration", configuration));
        answer.setHeader("Allow", "POST");
    }
}
