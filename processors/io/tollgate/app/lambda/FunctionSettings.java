package io.tollgate.app.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment of the server, made of the function's: a variable that ends with {@code _SECRET} names a secret, whose
 * value takes the place of the variable without that ending. What has no value yet stays unset.
 */
final class FunctionSettings {
    private static final String ENDING = "_SECRET";
    private static final String DATABASE = "WALLET_DATABASE_SECRET";

    private final JsonMapper json = new JsonMapper();
    private final Map<String, String> environment;
    private final SecretStore secrets;

    FunctionSettings(Map<String, String> environment, SecretStore secrets) {
        this.environment = Map.copyOf(environment);
        this.secrets = secrets;
    }

    /** Asks for every secret anew. */
    Map<String, String> withSecrets() {
        Map<String, String> settings = new HashMap<>(environment);
        environment.forEach((name, secret) -> {
            if (name.endsWith(ENDING) && isArn(secret)) {
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
            settings.put(name.substring(0, name.length() - ENDING.length()), value);
            return;
        }
        try {
            JsonNode login = json.readTree(value);
            settings.put("DATABASE_USER", login.path("username").asText());
            settings.put("DATABASE_PASSWORD", login.path("password").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(DATABASE + " does not hold a user and a password in JSON.");
        }
    }

    /** What a server can be started with to warm the machine up: good in form, of use to nobody. */
    Map<String, String> forWarmUp(String token) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.keySet().removeIf(name -> name.endsWith(ENDING) || name.equals("WALLET_DATABASE_URL"));
        settings.put("MCP_TOKEN", token);
        return settings;
    }
}
