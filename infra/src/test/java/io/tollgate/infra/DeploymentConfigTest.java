package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentConfigTest {
    @Test
    void theDefaultsAreThoseOfTheReferenceDeployment() {
        DeploymentConfig config = DeploymentConfig.read(key -> null, Map.of());

        assertThat(config.natGateways()).isEqualTo(2);
        assertThat(config.https()).isEqualTo(DeploymentConfig.Https.NONE);
        assertThat(config.network()).isEqualTo("base-sepolia");
        assertThat(config.address()).isEmpty();
    }

    @Test
    void aContextKeyOverridesAnEnvironmentVariable() {
        Map<String, String> environment = Map.of("ADDRESS", "0xA", "NETWORK", "base");

        assertThat(DeploymentConfig.read(key -> null, environment).address()).contains("0xA");
        assertThat(DeploymentConfig.read(Map.of("network", "base-sepolia")::get, environment)
                        .network())
                .isEqualTo("base-sepolia");
    }

    @ParameterizedTest
    @CsvSource({
        "nat,3,nat must be 1 or 2",
        "nat,two,whole number",
        "https,yes,https must be",
        "https,certificate,-c certificate",
        "waf,maybe,true or false",
        "mcpConcurrency,-1,mcpConcurrency"
    })
    void anInvalidOptionIsRefusedWithAMessage(String key, String value, String message) {
        assertThatThrownBy(() -> DeploymentConfig.read(Map.of(key, value)::get, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
