package io.tollgate.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sources of settings and their precedence. */
class SettingSourcesTest {
    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<Setting<?>, String> flags = new HashMap<>();

    @Test
    void withoutAnySourceTheDefaultIsUsed() throws Exception {
        Settings settings = load();

        assertThat(settings.server().port()).isEqualTo(4021);
        assertThat(settings.sale().price()).hasToString("10000");
        assertThat(settings.sale().endpointPath().of("abc")).isEqualTo("/download/abc");
        assertThat(settings.walrus().maxPartSize()).isEqualTo(DataSize.ofMebibytes(10));
        assertThat(settings.upload().token()).isEmpty();
    }

    @Test
    void aPropertiesFileIsStrongerThanTheDefault() throws Exception {
        write("application.properties", "tollgate.port=5001\ncamel.main.name=other");

        assertThat(load().server().port()).isEqualTo(5001);
    }

    @Test
    void anEnvFileIsStrongerThanThePropertiesFile() throws Exception {
        write("application.properties", "tollgate.port=5001");
        write(".env", "PORT=5002");

        assertThat(load().server().port()).isEqualTo(5002);
    }

    @Test
    void theEnvironmentIsStrongerThanTheEnvFile() throws Exception {
        write(".env", "PORT=5002");
        environment.put("PORT", "5003");

        assertThat(load().server().port()).isEqualTo(5003);
    }

    @Test
    void aFlagIsStrongerThanEverything() throws Exception {
        write("application.properties", "tollgate.port=5001");
        write(".env", "PORT=5002");
        environment.put("PORT", "5003");
        flags.put(ServerSettings.PORT, "5004");

        assertThat(load().server().port()).isEqualTo(5004);
    }

    @Test
    void anEmptyValueIsNoValue() throws Exception {
        write("application.properties", "tollgate.port=5001\ntollgate.facilitator.url=");
        environment.put("PORT", " ");

        Settings settings = load();

        assertThat(settings.server().port()).isEqualTo(5001);
        assertThat(settings.find(PaymentSettings.FACILITATOR_URLS)).isEmpty();
    }

    @Test
    void anEnvFileMayQuoteExportAndComment() throws Exception {
        write(".env", """
                # a comment
                export PORT="5005"   # the port
                UPLOAD_TOKEN='0123 456'
                PUBLIC_URL = https://files.example/#x
                not an assignment
                """);

        Map<String, String> read = EnvFile.read(directory.resolve(".env"));

        assertThat(read)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "PORT", "5005",
                        "UPLOAD_TOKEN", "0123 456",
                        "PUBLIC_URL", "https://files.example/#x"));
    }

    @Test
    void everyUnknownKeyStopsTheStartByName() throws Exception {
        write("application.properties", "tollgate.prot=1\ntollgate.walrus.url=x\nother.key=y");

        assertThatThrownBy(this::load)
                .isInstanceOfSatisfying(
                        BadSettings.class,
                        problem -> assertThat(problem.problems())
                                .containsExactly(
                                        "Unknown setting tollgate.prot in application.properties; remove it or correct its name.",
                                        "Unknown setting tollgate.walrus.url in application.properties; remove it or correct its name."));
    }

    @Test
    void theShippedPropertiesFileIsValid() throws Exception {
        Files.copy(Path.of("application.properties"), directory.resolve("application.properties"));

        assertThat(load().placeholders())
                .containsEntry("tollgate.port", "4021")
                .containsEntry("tollgate.network", "base-sepolia")
                .containsEntry("tollgate.entitlement-window", "24h");
    }

    private Settings load() throws BadSettings {
        return new SettingsLoader(environment, directory).load(Mode.DEV, flags);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }
}
