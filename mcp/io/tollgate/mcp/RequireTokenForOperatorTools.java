package io.tollgate.mcp;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Refuses a call that costs the operator money to a caller without a token, before the tool sees it. */
public final class RequireTokenForOperatorTools implements Processor {
    private final ToolRegistry tools;
    private final AuthenticateCaller.Challenge challenge;

    public RequireTokenForOperatorTools(ToolRegistry tools, AuthenticateCaller.Challenge challenge) {
        this.tools = tools;
        this.challenge = challenge;
    }

    @Override
    public void process(Exchange exchange) {
        McpRequest request = McpRequest.of(exchange);
        Optional<ToolSpec> tool = request.tool().flatMap(tools::find);
        if (!request.caller.usesOperatorWallet()
                && tool.filter(spec -> spec.tags().contains(ToolSpec.OPERATOR)).isPresent()) {
            throw challenge.refusal("this tool needs a bearer token");
        }
    }
}
