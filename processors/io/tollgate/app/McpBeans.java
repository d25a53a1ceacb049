package io.tollgate.app;

import static io.tollgate.app.GatewayWiring.step;

import io.tollgate.database.DatabaseAccess;
import io.tollgate.database.RandomIds;
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
import io.tollgate.settings.Secret;
import io.tollgate.settings.Settings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.main.Main;

/** Builds the steps by which models reach the tools, and those of the tools themselves. */
final class McpBeans implements AutoCloseable {
    /** Room for the largest file that a call may bring, in base64, and the call around it. */
    private static final int LARGEST_MESSAGE = 1024 * 1024;

    private final Settings settings;
    private final boolean thisMachineOnly;
    private final boolean guarded;
    private final ToolRegistry tools = new ToolRegistry();
    private final MessageHandlers dialogues;
    private final ToolBeans toolBeans;

    private McpBeans(Settings settings, boolean thisMachineOnly, boolean guarded, Clock clock, SecureRandom random) {
        this.settings = settings;
        this.thisMachineOnly = thisMachineOnly;
        this.guarded = guarded;
        String version = McpBeans.class.getPackage().getImplementationVersion();
        dialogues = new MessageHandlers(tools, version == null ? "dev" : version);
        toolBeans = new ToolBeans(settings, guarded, clock, random);
    }

    /** Of a gateway. One for development lets everybody on its machine use a wallet of play money, and no other. */
    static McpBeans ofGateway(Settings settings, Mode mode, Clock clock, SecureRandom random) {
        boolean guarded =
                settings.mcp().tokens().isPresent() || settings.mcp().issuer().isPresent();
        return new McpBeans(settings, mode == Mode.DEV, guarded || mode == Mode.SERVE, clock, random);
    }

    /** Of a server without a gateway, over HTTP. */
    static McpBeans ofServer(Settings settings, Clock clock, SecureRandom random) {
        return new McpBeans(settings, false, true, clock, random);
    }

    /** Of a program that its client started. */
    static McpBeans ofProgram(Settings settings, Clock clock, SecureRandom random) {
        return new McpBeans(settings, true, true, clock, random);
    }

    MessageHandlers dialogues() {
        return dialogues;
    }

    void bind(Main camel) {
        camel.bind(AiToolComponent.SCHEME, new AiToolComponent(tools));
        toolBeans.bind(camel);
        URI endpoint = URI.create(settings.server().publicUrl() + "/mcp");
        Optional<URI> issuer = settings.mcp().issuer();
        ShowResourceMetadata metadata = new ShowResourceMetadata(endpoint, issuer);
        AuthenticateCaller.Challenge challenge = new AuthenticateCaller.Challenge(
                issuer.map(any -> settings.server().publicUrl() + "/.well-known/oauth-protected-resource/mcp"));
        step(camel, "checkOrigin", new CheckOrigin(settings.mcp().origins(), thisMachineOnly));
        step(camel, "authenticateCaller", new AuthenticateCaller(callers(endpoint), withoutToken(), challenge));
        step(camel, "readMessage", new ReadMessage(LARGEST_MESSAGE));
        step(camel, "requireTokenForOperatorTools", new RequireTokenForOperatorTools(tools, challenge));
        step(camel, "answerMessage", new AnswerMessage(dialogues));
        step(camel, "showMcpConfiguration", new ShowConfiguration(endpoint));
        step(camel, "showResourceMetadata", metadata);
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

    static DatabaseAccess walletDatabase(Settings settings) {
        return settings.wallet()
                .databaseUrl()
                .map(url -> new DatabaseAccess(
                        url,
                        settings.storage().databaseUser(),
                        settings.storage().databasePassword().map(Secret::reveal)))
                .orElseGet(() -> WalletStore.inFolder(settings.server().dataDir()));
    }

    static RandomIds ids(SecureRandom random) {
        return new RandomIds(random);
    }

    @Override
    public void close() {
        dialogues.close();
        toolBeans.close();
    }
}
