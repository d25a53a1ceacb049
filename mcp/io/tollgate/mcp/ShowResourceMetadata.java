package io.tollgate.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.http.server.Problem;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Tells clients which issuer gives tokens for this server (RFC 9728); there is nothing to tell without one. */
public final class ShowResourceMetadata implements Processor {
    private final URI endpoint;
    private final Optional<URI> issuer;

    public ShowResourceMetadata(URI endpoint, Optional<URI> issuer) {
        this.endpoint = endpoint;
        this.issuer = issuer;
    }

    @Override
    public void process(Exchange exchange) {
        URI authority = issuer.orElseThrow(() -> Problem.of(404, "not_found", "nothing is here"));
        ObjectNode json = Json.object().put("resource", endpoint.toString());
        json.putArray("authorization_servers").add(authority.toString());
        json.putArray("bearer_methods_supported").add("header");
        json.put("resource_name", "Tollgate");
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.setBody(ByteBuffer.wrap(Json.bytes(json)));
    }
}
