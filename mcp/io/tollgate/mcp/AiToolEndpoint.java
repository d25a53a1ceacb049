package io.tollgate.mcp;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** One tool. Its route can be called as long as it runs; nothing can be sent to it. */
final class AiToolEndpoint extends DefaultEndpoint {
    private final ToolSpec spec;
    private final ToolRegistry tools;

    AiToolEndpoint(String uri, AiToolComponent component, ToolSpec spec, ToolRegistry tools) {
        super(uri, component);
        this.spec = spec;
        this.tools = tools;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("a tool is called by models, not by routes");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new DefaultConsumer(this, processor) {
            @Override
            protected void doStart() throws Exception {
                super.doStart();
                tools.add(spec, AiToolEndpoint.this, processor);
            }

            @Override
            protected void doStop() throws Exception {
                tools.remove(spec.name());
                super.doStop();
            }
        };
    }

    @Override
    public boolean isLenientProperties() {
        return true;
    }
}
