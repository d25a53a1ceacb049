package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraSettingsTest {
    @Test
    void aValueMayContainEqualsSignsAndCommas() {
        ExtraSettings settings =
                ExtraSettings.read(" PRICE=$0.05  WALLET_HOSTS=a.example,b.example MCP_PUBLIC=a=b ", "");

        assertThat(settings.plainForTasks()).isEqualTo(Map.of("PRICE", "$0.05"));
        assertThat(settings.plainForFunction())
                .isEqualTo(Map.of("WALLET_HOSTS", "a.example,b.example", "MCP_PUBLIC", "a=b"));
        assertThat(ExtraSettings.read("", "")).isEqualTo(new ExtraSettings(Map.of(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRICE", "PRICE=", "price=1", "PRICE=1 PRICE=2", "=1"})
    void aMalformedPairIsRefused(String text) {
        assertThatThrownBy(() -> ExtraSettings.read(text, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE_KEY", "CDP_API_KEY_SECRET", "MCP_TOKEN", "RPC_URL", "OPERATOR_PASSWORD_HASH"})
    void aSecretIsRefusedAsAPlainSetting(String name) {
        assertThatThrownBy(() -> ExtraSettings.read(name + "=value", ""))
                .hasMessageContaining(name)
                .hasMessageContaining("secretSettings")
                .hasMessageNotContaining("value");
    }

    @Test
    void aSecretOfTheFunctionIsRefusedAsASecretOfTheTasks() {
        assertThatThrownBy(() -> ExtraSettings.read("", "MCP_TOKEN=x402/mcp-token"))
                .hasMessageContaining("MCP_TOKEN");
    }
}
