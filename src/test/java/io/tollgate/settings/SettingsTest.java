package io.tollgate.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tollgate.x402.evm.Wallet;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of loaded settings. */
class SettingsTest {
    @TempDir
    private Path directory;

    @Test
    void aDevelopmentGatewayUsesTheEmbeddedServicesOfItsPort() throws BadSettings {
        Settings settings = load(Mode.DEV, Map.of("PORT", "0", "TOLLGATE_HOST", "0.0.0.0"));

        Settings embedded = settings.embedded(5150);

        assertThat(embedded.server().host()).isEqualTo("127.0.0.1");
        assertThat(embedded.server().publicUrl()).hasToString("http://127.0.0.1:5150");
        assertThat(embedded.payment().facilitatorUrls())
                .singleElement()
                .hasToString("http://127.0.0.1:5150/dev/facilitator");
        assertThat(embedded.walrus().publisherUrls()).containsExactly(URI.create("http://127.0.0.1:5150/dev/walrus"));
        assertThat(embedded.walrus().aggregatorUrls()).containsExactly(URI.create("http://127.0.0.1:5150/dev/walrus"));
    }

    @Test
    void aConfiguredServiceIsNotReplacedByAnEmbeddedOne() throws BadSettings {
        Settings settings = load(Mode.DEV, Map.of("FACILITATOR_URL", "https://f.example", "NETWORK", "base"));

        assertThat(settings.embedded(5150).payment().facilitatorUrls())
                .singleElement()
                .hasToString("https://f.example");
    }

    @Test
    void theEmbeddedSellerIsTheTenthDevelopmentAccount() throws BadSettings {
        Settings embedded = load(Mode.DEV, Map.of()).embedded(5150);

        assertThat(embedded.payment().payTo()).isEqualTo(Wallet.development(9).address());
    }

    @Test
    void urlsLoseTheirTrailingSlashAndKeepTheirOrder() throws BadSettings {
        Settings settings = load(
                Mode.SERVE,
                Map.of(
                        "FACILITATOR_URL", "https://f.example/x402//, https://e.example",
                        "ADDRESS", Development.SELLER,
                        "WALRUS_PUBLISHER_URL", "https://p.example/",
                        "WALRUS_AGGREGATOR_URLS", "https://b.example/, https://a.example,https://b.example"));

        assertThat(settings.payment().facilitatorUrls())
                .isEqualTo(List.of(URI.create("https://f.example/x402"), URI.create("https://e.example")));
        assertThat(settings.walrus().aggregatorUrls())
                .isEqualTo(List.of(URI.create("https://b.example"), URI.create("https://a.example")));
    }

    @Test
    void databaseAndKeyLieInTheDataFolderUnlessTheyAreSet() throws BadSettings {
        Settings settings = load(Mode.DEV, Map.of("TOLLGATE_DATA_DIR", directory.toString()));

        assertThat(settings.storage().databaseUrl()).isEqualTo("jdbc:h2:" + directory.resolve("tollgate"));
        assertThat(settings.storage().kek()).isEqualTo("file:" + directory.resolve("kek.json"));
    }

    @Test
    void aCommandThatCallsAGatewayIgnoresOtherSettings() throws BadSettings {
        Settings settings = new SettingsLoader(Map.of("PORT", "no port", "PRICE", "no price"), directory)
                .loadOnly(List.of(WalletSettings.MAX_PER_CALL), Map.of());

        assertThat(settings.wallet().maxPerCall()).hasToString("100000");
        assertThatIllegalStateException()
                .isThrownBy(() -> settings.server().port())
                .withMessageContaining("PORT");
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 4096, 4KiB",
        "10MiB, 10485760, 10MiB",
        "1.5 GiB, 1610612736, 1536MiB",
        "500kB, 500000, 500000B",
        "0.000001 MB, 1, 1B",
        "0.5 TiB, 549755813888, 512GiB",
        "0, 0, 0B",
        "10 gib, 10737418240, 10GiB",
        "1B, 1, 1B"
    })
    void aSizeIsReadAndWritten(String text, long bytes, String written) {
        DataSize size = DataSize.parse(text);

        assertThat(size.bytes()).isEqualTo(bytes);
        assertThat(size).hasToString(written);
        assertThat(DataSize.parse(written)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "-1", "1XiB", "0.3KiB", "1.0000001MiB", "99999999999999999GiB", "1e3"})
    void anInvalidSizeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DataSize.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500ms", "90s, 90s", "600s, 10m", "1d, 24h", "0s, 0s", "14d, 336h"})
    void aTimeIsReadAndWritten(String text, String written) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(written);
    }

    @Test
    void anEndpointPathIsWrittenAsPeopleAndAsRoutesDo() {
        assertThat(EndpointPath.parse("/files/:blobId"))
                .isEqualTo(EndpointPath.parse("/files/{blobId}"))
                .hasToString("/files/{blobId}");
        assertThat(EndpointPath.parse("/a/b/:blobId").of("x")).isEqualTo("/a/b/x");
    }

    private Settings load(Mode mode, Map<String, String> environment) throws BadSettings {
        return new SettingsLoader(environment, directory).load(mode, Map.of());
    }
}
