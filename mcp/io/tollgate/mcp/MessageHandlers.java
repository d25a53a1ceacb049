package io.tollgate.mcp;

import java.util.function.Supplier;

/** The dialogue over the tools whose routes run now; rebuilt after a tool's route was added or removed. */
public final class MessageHandlers implements Supplier<MessageHandler>, AutoCloseable {
    private record Made(long edition, Protocol protocol, MessageHandler dialogue) {}

    private final ToolRegistry tools;
    private final String version;
    private volatile Made made;

    public MessageHandlers(ToolRegistry tools, String version) {
        this.tools = tools;
        this.version = version;
    }

    @Override
    public MessageHandler get() {
        Made now = made;
        if (now == null || now.edition() != tools.edition()) {
            now = make();
        }
        return now.dialogue();
    }

    private synchronized Made make() {
        long edition = tools.edition();
        if (made == null || made.edition() != edition) {
            Protocol protocol = new Protocol(tools, version);
            made = new Made(edition, protocol, new MessageHandler(protocol));
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (made != null) {
            made.protocol().close();
        }
    }
}
