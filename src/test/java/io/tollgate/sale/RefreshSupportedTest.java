package io.tollgate.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tollgate.StandInFacilitator;
import io.tollgate.app.Gateway;
import io.tollgate.app.StartFailure;
import io.tollgate.settings.BadSettings;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.settings.SettingsLoader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a production start makes of what its facilitators say they settle. */
class RefreshSupportedTest {
    private final StandInFacilitator facilitator = new StandInFacilitator();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        facilitator.close();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private Settings serving() throws IOException, BadSettings {
        Map<String, String> environment = Map.of(
                "PORT", freePort(),
                "TOLLGATE_HOST", "127.0.0.1",
                "TOLLGATE_MANAGEMENT_PORT", freePort(),
                "TOLLGATE_DATA_DIR", folder.toString(),
                "FACILITATOR_URL", facilitator.url(),
                "ADDRESS", "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720",
                "WALRUS_PUBLISHER_URL", "http://127.0.0.1:1",
                "WALRUS_AGGREGATOR_URLS", "http://127.0.0.1:1",
                "RPC_URL", "off");
        return new SettingsLoader(environment, folder).load(Mode.SERVE, Map.of());
    }

    @Test
    void aNetworkThatNobodySettlesStopsTheStart() throws Exception {
        facilitator.on("supported", StandInFacilitator.json(200, StandInFacilitator.supporting("eip155:8453")));
        Settings settings = serving();

        StartFailure refused = catchThrowableOfType(StartFailure.class, () -> Gateway.start(settings, Mode.SERVE));

        assertThat(refused).hasMessageContaining("no facilitator settles base-sepolia");
        assertThat(refused.exitCode()).isEqualTo(2);
    }

    @Test
    void aFacilitatorThatDoesNotAnswerStopsNothing() throws Exception {
        Settings settings = serving();
        facilitator.close();

        try (Gateway gateway = Gateway.start(settings, Mode.SERVE)) {
            assertThat(gateway.port()).isEqualTo(settings.server().port());
        }
    }
}
