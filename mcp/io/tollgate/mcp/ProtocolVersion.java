package io.tollgate.mcp;

import java.util.List;

/** The revisions of MCP that are spoken here, and the words of the stateless one. */
final class ProtocolVersion {
    static final String MODERN = "2026-07-28";

    /** Those that begin with {@code initialize}; the SDK speaks them. */
    static final List<String> OLDER = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";

    private ProtocolVersion() {}
}
