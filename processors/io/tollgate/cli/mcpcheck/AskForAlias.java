package io.tollgate.cli.mcpcheck;

import static java.util.Objects.requireNonNull;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.aws2.lambda.Lambda2Constants;

/** Asks for the address of one alias of the function: a snapshot is behind an alias only. */
public final class AskForAlias implements Processor {
    private final String alias;

    /** @param alias empty for the function itself */
    public AskForAlias(String alias) {
        this.alias = requireNonNull(alias, "alias must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(null);
        if (!alias.isEmpty()) {
            message.setHeader(Lambda2Constants.FUNCTION_URL_QUALIFIER, alias);
        }
    }
}
