package io.tollgate.app;

import io.tollgate.http.access.NamedTokens;
import io.tollgate.mcp.AiToolComponent;
import io.tollgate.mcp.AnswerMessage;
import io.tollgate.mcp.AuthenticateCaller;
import io.tollgate.mcp.Caller;
import io.tollgate.mcp.CheckOrigin;
import io.tollgate.mcp.IssuedTokens;
import io.tollgate.mcp.MessageHandlers;
import io.tollgate.mcp.ReadMessage;
import io.tollgate.mcp.RequireTokenForOperatorTools;
import io.tollgate.mcp.ShowConfiguration;
import io.tollgate.mcp.ShowResourceMetadata;
import io.tollgate.mcp.ToolRegistry;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Builds the steps of the MCP endpoint and of the tools behind it. */
final class McpBeans implements AutoCloseable {
    /** Bytes: the largest file that a call may carry, in base64, and the call around it. */
    private static final int MAX_MESSAGE = 1024 * 1024;

    private final Settings settings;
    private final boolean loopbackOnly;
    private final boolean guarded;
    private final ToolRegistry tools = new ToolRegistry();
    private final MessageHandlers messageHandlers;
    private final ToolBeans toolBeans;

    private McpBeans(Settings settings, boolean loopbackOnly, boolean guarded, Clock clock, SecureRandom random) {
        this.settings = settings;
        this.loopbackOnly = loopbackOnly;
        this.guarded = guarded;
        String version = McpBeans.class.getPackage().getImplementationVersion();
        messageHandlers = new MessageHandlers(tools, version == null ? "dev" : version);
        toolBeans = new ToolBeans(settings, guarded, clock, random);
    }

    /** Of a gateway. In development mode every local caller may use the wallet, which holds simulated money only. */
    static McpBeans ofGateway(Settings settings, Mode mode, Clock clock, SecureRandom random) {
        boolean guarded =
                settings.mcp().tokens().isPresent() || settings.mcp().issuer().isPresent();
        return new McpBeans(settings, mode == Mode.DEV, guarded || mode == Mode.SERVE, clock, random);
    }

    /** Of an MCP server over HTTP without a gateway. */
    static McpBeans ofServer(Settings settings, Clock clock, SecureRandom random) {
        return new McpBeans(settings, false, true, clock, random);
    }

    /** Of a program that an MCP client started. */
    static McpBeans ofProgram(Settings settings, Clock clock, SecureRandom random) {
        return new McpBeans(settings, true, true, clock, random);
    }

    MessageHandlers messageHandlers() {
        return messageHandlers;
    }

    void bind(Steps steps) {
        steps.bean(AiToolComponent.SCHEME, new AiToolComponent(tools));
        toolBeans.bind(steps);
        URI endpoint = URI.create(settings.server().publicUrl() + "/mcp");
        Optional<URI> issuer = settings.mcp().issuer();
        ShowResourceMetadata metadata = new ShowResourceMetadata(endpoint, issuer);
        AuthenticateCaller.Challenge challenge = new AuthenticateCaller.Challenge(
                issuer.map(any -> settings.server().publicUrl() + "/.well-known/oauth-protected-resource/mcp"));
        steps.add("checkOrigin", new CheckOrigin(settings.mcp().origins(), loopbackOnly));
        steps.add("authenticateCaller", new AuthenticateCaller(callers(endpoint), withoutToken(), challenge));
        steps.add("readMessage", new ReadMessage(MAX_MESSAGE));
        steps.add("requireTokenForOperatorTools", new RequireTokenForOperatorTools(tools, challenge));
        steps.add("answerMessage", new AnswerMessage(messageHandlers));
        steps.add("showMcpConfiguration", new ShowConfiguration(endpoint));
        steps.add("showResourceMetadata", metadata);
    }

    private Optional<Caller> withoutToken() {
        if (!guarded) {
            return Optional.of(new Caller("dev", true, false, Optional.empty()));
        }
        return settings.mcp().openToAll() ? Optional.of(Caller.anonymous()) : Optional.empty();
    }

    private AuthenticateCaller.Callers callers(URI endpoint) {
        Optional<NamedTokens> tokens = settings.mcp().tokens();
        AuthenticateCaller.Callers named = token -> tokens.flatMap(known -> known.find(token))
                .map(name -> new Caller(
                        name,
                        true,
                        false,
                        Optional.ofNullable(settings.mcp().tokenCaps().get(name))));
        return settings.mcp()
                .issuer()
                .map(issuer -> named.or(new IssuedTokens(
                        issuer,
                        settings.mcp().jwksUrl().orElse(URI.create(issuer + "/.well-known/jwks.json")),
                        endpoint.toString(),
                        Optional.ofNullable(settings.mcp().tokenCaps().get(IssuedTokens.CAP)))))
                .orElse(named);
    }

    @Override
    public void close() {
        messageHandlers.close();
        toolBeans.close();
    }
}
