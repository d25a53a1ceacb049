package io.tollgate.app.lambda;

import io.tollgate.admin.LogSetup;
import io.tollgate.app.McpServer;
import io.tollgate.app.StartFailure;
import io.tollgate.settings.BadSettings;
import io.tollgate.settings.Settings;
import io.tollgate.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main class of the AWS Lambda function: the MCP server behind the Lambda Web Adapter. Under SnapStart it warms up with a
 * private server and stops it, so that the snapshot has loaded and compiled classes, but no secret, connection or random
 * number. After a restore it starts the real server. Without SnapStart it starts the real server at once.
 */
public final class McpFunction {
    static {
        LogSetup.install();
    }

    private static final Logger LOG = LoggerFactory.getLogger(McpFunction.class);
    private static final String SNAPSHOT = "snap-start";
    private static final String DEFAULT_PORT = "8080";

    private final Map<String, String> environment;
    private final FunctionSettings settings;
    private final Path folder;

    McpFunction(Map<String, String> environment, SecretStore secrets, Path folder) {
        this.environment = Map.copyOf(environment);
        this.settings = new FunctionSettings(environment, secrets);
        this.folder = folder;
    }

    /** Serves until the process is ended. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        McpFunction function = new McpFunction(environment, new StoredSecrets(environment), Path.of("/tmp"));
        try {
            McpServer server = function.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "drain"));
            server.awaitStop();
        } catch (BadSettings e) {
            e.problems().forEach(LOG::error);
            System.exit(2);
        } catch (Exception | LinkageError e) {
            LOG.error("the function could not start", e);
            System.exit(1);
        }
    }

    /** Returns when the real server serves; under SnapStart that is after a restore. */
    McpServer start() throws StartFailure, BadSettings, IOException, InterruptedException {
        if (!SNAPSHOT.equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            return McpServer.start(load(settings.withSecrets()));
        }
        warmUp();
        Settings real;
        try (SnapshotEndpoint endpoint =
                new SnapshotEndpoint(Integer.parseInt(environment.getOrDefault("PORT", DEFAULT_PORT)))) {
            real = endpoint.awaitRestore(() -> load(settings.withSecrets()));
        }
        return McpServer.start(real);
    }

    /** Runs a start and the first calls, so that the classes that they load and compile are in the snapshot. */
    private void warmUp() throws StartFailure, BadSettings, IOException, InterruptedException {
        byte[] token = new byte[32];
        new SecureRandom().nextBytes(token);
        String text = HexFormat.of().formatHex(token);
        Map<String, String> variables = settings.forWarmUp(text);
        variables.put("PORT", "0");
        try (McpServer server = McpServer.start(load(variables))) {
            WarmUp.run(server.port(), text);
        }
    }

    private Settings load(Map<String, String> variables) throws BadSettings {
        variables.putIfAbsent("TOLLGATE_DATA_DIR", folder.resolve("tollgate").toString());
        return new SettingsLoader(variables, folder).loadMcp(Map.of(), true);
    }
}
