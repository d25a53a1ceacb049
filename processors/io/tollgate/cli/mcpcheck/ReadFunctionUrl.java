package io.tollgate.cli.mcpcheck;

import java.io.IOException;
import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.aws2.lambda.Lambda2Constants;

/** Goes on with the address that AWS knows of the function. */
public final class ReadFunctionUrl implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        String url = exchange.getMessage().getHeader(Lambda2Constants.FUNCTION_URL, String.class);
        if (url == null || url.isBlank()) {
            throw new IOException("AWS knows no address of this function");
        }
        McpCheck.of(exchange).addressed(URI.create(url.replaceAll("/+$", "") + "/mcp"));
    }
}
