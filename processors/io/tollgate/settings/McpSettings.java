package io.tollgate.settings;

import io.tollgate.http.access.NamedTokens;
import io.tollgate.x402.money.AtomicAmount;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Callers of the tools at /mcp, and the files that tools may use. */
public final class McpSettings {
    public static final Setting<Secret> TOKEN = Setting.secret(
            "mcp.token",
            "MCP_TOKEN",
            AccessKinds.tokens(),
            "Bearer token that callers of /mcp must present, or several with names; required with a wallet");
    public static final Setting<Map<String, AtomicAmount>> TOKEN_CAPS = Setting.of(
            "mcp.token-caps",
            "MCP_TOKEN_CAPS",
            MoneyKinds.caps(),
            "",
            "Highest amount that the wallet pays in a day for a token, by the name of the token, besides WALLET_MAX_PER_DAY");
    public static final Setting<Boolean> PUBLIC = Setting.of(
            "mcp.public",
            "MCP_PUBLIC",
            Kind.flag(),
            "false",
            "Let callers without a token use the tools that cost the operator nothing; they pay for downloads with their own wallet");
    public static final Setting<List<URI>> ORIGINS = Setting.of(
            "mcp.origins",
            "MCP_ORIGINS",
            Kind.urls(),
            "",
            "Origins of web pages that may call /mcp, besides those of this machine");
    public static final Setting<URI> ISSUER = Setting.of(
            "mcp.issuer",
            "MCP_ISSUER",
            Kind.url(),
            "",
            "OAuth issuer whose access tokens are accepted at /mcp when their audience is PUBLIC_URL/mcp");
    public static final Setting<URI> JWKS_URL = Setting.of(
            "mcp.jwks-url",
            "MCP_JWKS_URL",
            Kind.url(),
            "",
            "Where the issuer publishes its keys; default is MCP_ISSUER/.well-known/jwks.json");
    public static final Setting<List<Path>> FILE_ROOTS = Setting.of(
            "mcp.file-roots",
            "MCP_FILE_ROOTS",
            Kind.paths(),
            "",
            "Folders that tools may read and write when a client runs the server as its own program; none by default");

    static final List<Setting<?>> ALL = List.of(TOKEN, TOKEN_CAPS, PUBLIC, ORIGINS, ISSUER, JWKS_URL, FILE_ROOTS);

    private final Settings settings;

    McpSettings(Settings settings) {
        this.settings = settings;
    }

    /** Tokens whose callers may use the operator's wallet; empty when no caller may. */
    public Optional<NamedTokens> tokens() {
        return settings.find(TOKEN).map(Secret::reveal).map(NamedTokens::parse);
    }

    /** Caps by the name of the token, in millionths of a dollar. */
    public Map<String, AtomicAmount> tokenCaps() {
        return settings.find(TOKEN_CAPS).orElse(Map.of());
    }

    public boolean openToAll() {
        return settings.get(PUBLIC);
    }

    public List<URI> origins() {
        return settings.find(ORIGINS).orElse(List.of());
    }

    public Optional<URI> issuer() {
        return settings.find(ISSUER);
    }

    public Optional<URI> jwksUrl() {
        return settings.find(JWKS_URL);
    }

    /** As written; relative ones are relative to the working directory. */
    public List<Path> fileRoots() {
        return settings.find(FILE_ROOTS).orElse(List.of());
    }
}
