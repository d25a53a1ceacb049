package io.tollgate.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * The scheme {@code ai-tool:} of routes: a route that starts with it is a tool that models may call. The URI is written
 * as for Camel 4.22's own component, so that ours can go once that one is here.
 */
public final class AiToolComponent extends DefaultComponent {
    /** The scheme, and the name that the component is bound under. */
    public static final String SCHEME = "ai-tool";

    private final ToolRegistry tools;

    public AiToolComponent(ToolRegistry tools) {
        this.tools = tools;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        Map<String, String> options = new LinkedHashMap<>();
        parameters.forEach((name, value) -> options.put(name, String.valueOf(value)));
        parameters.clear();
        return new AiToolEndpoint(uri, this, new ToolOptions(getCamelContext()).read(remaining, options), tools);
    }
}
