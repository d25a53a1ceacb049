package io.tollgate.app.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Map;

/**
 * Derives the environment of the server from that of the function. A variable that ends with {@code _SECRET} contains the
 * ARN of a secret, whose value becomes the variable without that suffix. Secrets without a value are not set.
 */
final class FunctionSettings {
    private static final String SUFFIX = "_SECRET";
    private static final String DATABASE = "WALLET_DATABASE_SECRET";

    private final JsonMapper json = new JsonMapper();
    private final Map<String, String> environment;
    private final SecretStore secrets;

    FunctionSettings(Map<String, String> environment, SecretStore secrets) {
        this.environment = Map.copyOf(environment);
        this.secrets = secrets;
    }

    /** Reads every secret again. */
    Map<String, String> withSecrets() {
        Map<String, String> settings = new HashMap<>(environment);
        environment.forEach((name, secret) -> {
            if (name.endsWith(SUFFIX) && isArn(secret)) {
                settings.remove(name);
                secrets.find(secret).ifPresent(value -> put(settings, name, value.strip()));
            }
        });
        return settings;
    }

    /** Only ARNs: {@code WALRUS_JWT_SECRET} is a secret itself. */
    private static boolean isArn(String secret) {
        return secret.startsWith("arn:");
    }

    private void put(Map<String, String> settings, String name, String value) {
        if (!name.equals(DATABASE)) {
            settings.put(name.substring(0, name.length() - SUFFIX.length()), value);
            return;
        }
        try {
            JsonNode login = json.readTree(value);
            settings.put("DATABASE_USER", login.path("username").asText());
            settings.put("DATABASE_PASSWORD", login.path("password").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(DATABASE + " is not a user and a password in JSON.");
        }
    }

    /** Valid settings without secrets, for the server that warms up the JVM. */
    Map<String, String> forWarmUp(String token) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.keySet().removeIf(name -> name.endsWith(SUFFIX) || name.equals("WALLET_DATABASE_URL"));
        settings.put("MCP_TOKEN", token);
        return settings;
    }
}
