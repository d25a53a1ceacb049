package io.tollgate.app.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.DeployedEnvironment;
import io.tollgate.settings.BadSettings;
import io.tollgate.settings.Settings;
import io.tollgate.settings.SettingsLoader;
import io.tollgate.x402.money.AtomicAmount;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionSettingsTest {
    private static Map<String, String> with(Map<String, String> environment, Map<String, String> secrets) {
        return new FunctionSettings(environment, name -> Optional.ofNullable(secrets.get(name))).withSecrets();
    }

    @Test
    void aSecretReplacesItsName() {
        assertThat(with(Map.of("PRIVATE_KEY_SECRET", "arn:key", "PORT", "1"), Map.of("arn:key", "abc\n")))
                .isEqualTo(Map.of("PRIVATE_KEY", "abc", "PORT", "1"));
    }

    @Test
    void secretsWithoutAValueStayUnset() {
        assertThat(with(Map.of("PRIVATE_KEY_SECRET", "arn:key"), Map.of())).isEmpty();
    }

    @Test
    void theDatabasesSecretIsAUserAndAPassword() {
        assertThat(with(
                        Map.of("WALLET_DATABASE_SECRET", "arn:db"),
                        Map.of("arn:db", "{\"username\":\"x402wallet\",\"password\":\"p\"}")))
                .isEqualTo(Map.of("DATABASE_USER", "x402wallet", "DATABASE_PASSWORD", "p"));
        assertThatThrownBy(() -> with(Map.of("WALLET_DATABASE_SECRET", "arn:db"), Map.of("arn:db", "p4ssw0rd")))
                .hasMessageContaining("WALLET_DATABASE_SECRET")
                .hasMessageNotContaining("p4ssw0rd");
    }

    @Test
    void aVariableThatIsASecretItselfIsUnchanged() {
        assertThat(with(Map.of("WALRUS_JWT_SECRET", "0x00"), Map.of())).containsEntry("WALRUS_JWT_SECRET", "0x00");
    }

    @Test
    void theFunctionStartsWithTheEnvironmentOfTheTemplate(@TempDir Path folder) throws BadSettings {
        Map<String, String> environment = DeployedEnvironment.read("function.properties", Map.of());
        Map<String, String> secrets = Map.of(
                environment.get("MCP_TOKEN_SECRET"), "48-letters-and-digits",
                environment.get("UPLOAD_TOKEN_SECRET"), "48-letters-and-digits",
                environment.get("PRIVATE_KEY_SECRET"), "1".repeat(64),
                environment.get("WALLET_DATABASE_SECRET"), "{\"username\":\"x402wallet\",\"password\":\"p\"}");

        Settings settings = new SettingsLoader(with(environment, secrets), folder).loadMcp(Map.of(), true);

        assertThat(settings.server().port()).isEqualTo(8080);
        assertThat(settings.wallet().resourceServerUrl()).isEqualTo(URI.create("http://x402-alb.example.com"));
        assertThat(settings.mcp().tokens()).isPresent();
        assertThat(settings.upload().token()).isPresent();
        assertThat(settings.wallet().privateKey()).isPresent();
        assertThat(settings.storage().databaseUser()).contains("x402wallet");
        assertThat(settings.wallet().databaseUrl().orElseThrow())
                .contains("/x402wallet?", "sslmode=verify-full", "sslrootcert=/var/task/rds-roots.pem");
        assertThat(settings.wallet().maxPerDay()).isEqualTo(AtomicAmount.price("$5", 6));
    }

    @Test
    void theWarmUpHasNoSecretAndNoDatabase() {
        Map<String, String> settings = new FunctionSettings(
                        Map.of("PRIVATE_KEY_SECRET", "arn:key", "WALLET_DATABASE_URL", "jdbc:postgresql://db/x"),
                        name -> {
                            throw new AssertionError("no secret is read");
                        })
                .forWarmUp("only-for-the-warm-up");

        assertThat(settings).isEqualTo(Map.of("MCP_TOKEN", "only-for-the-warm-up"));
    }
}
