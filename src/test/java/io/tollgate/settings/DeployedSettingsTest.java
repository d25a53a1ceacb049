package io.tollgate.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.DeployedEnvironment;
import io.tollgate.x402.money.Address;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The environment of tasks and the function on AWS is valid and complete. */
class DeployedSettingsTest {
    private static final Map<String, String> SECRETS = Map.of(
            "DATABASE_USER", "tollgate",
            "DATABASE_PASSWORD", "made-up-by-rds",
            "UPLOAD_TOKEN", "48-letters-and-digits",
            "RPC_URL", "https://node.example.com/key");

    @TempDir
    private Path folder;

    private Settings read(Map<String, String> environment) throws BadSettings {
        return new SettingsLoader(environment, folder).load(Mode.SERVE, Map.of());
    }

    private static Map<String, String> environment() {
        return DeployedEnvironment.read("tasks.properties", SECRETS);
    }

    @Test
    void tasksStartWithTheEnvironmentOfTheTemplate() throws BadSettings {
        Settings settings = read(environment());

        assertThat(settings.server().port()).isEqualTo(4021);
        assertThat(settings.server().publicUrl()).isEqualTo(URI.create("http://x402-alb.example.com"));
        assertThat(settings.payment().payTo()).isEqualTo(Address.parse("0x209693Bc6afc0C5328bA36FaF03C514EF312287C"));
        assertThat(settings.storage().databaseUrl()).contains("sslmode=verify-full", "sslrootcert=/app/rds-roots.pem");
        assertThat(settings.storage().databaseUser()).contains("tollgate");
        assertThat(settings.storage().databasePassword()).isPresent();
        assertThat(settings.storage().kek()).startsWith("aws-kms:arn:aws:kms:");
        assertThat(settings.upload().tokens()).isPresent();
        assertThat(settings.payment().rpcUrls()).hasSize(1);
        assertThat(settings.payment().settlementHook()).contains("settlement-hook");
        assertThat(settings.server().trustedProxies()).hasSize(1);
        assertThat(settings.server().logFormat()).isEqualTo(LogFormat.JSON);
    }

    /** ECS kills a task 120 s after SIGTERM. */
    @Test
    void aTaskHasDrainedBeforeItIsKilled() throws BadSettings {
        assertThat(read(environment()).server().drainTimeout())
                .isGreaterThan(Duration.ofSeconds(90))
                .isLessThan(Duration.ofSeconds(110));
    }

    @Test
    void withoutAnAddressTasksDoNotStart() {
        Map<String, String> environment = environment();
        environment.put("ADDRESS", "");

        assertThatThrownBy(() -> read(environment))
                .isInstanceOf(BadSettings.class)
                .hasMessageContaining("No seller account");
    }
}
