package io.tollgate.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The generated pages match the table of settings. {@code -Dtollgate.pages=write} rewrites them after a change. */
class SettingPagesTest {
    private static final Path PROPERTIES = Path.of("application.properties");
    private static final Path CONFIGURATION = Path.of("docs", "configuration.md");

    @Test
    void applicationPropertiesListsEverySettingWithDefaultUnitAndEnvironmentName() throws IOException {
        rewriteWhenAsked(PROPERTIES, SettingPages.properties());

        assertThat(PROPERTIES).content().startsWith(SettingPages.properties());
    }

    @Test
    void theConfigurationPageListsEverySetting() throws IOException {
        rewriteWhenAsked(CONFIGURATION, SettingPages.configuration());

        assertThat(CONFIGURATION).content().isEqualTo(SettingPages.configuration());
    }

    @Test
    void namesAreUniqueAndEverySettingIsExplained() {
        assertThat(SettingTable.ALL).extracting(Setting::name).doesNotHaveDuplicates();
        assertThat(SettingTable.ALL).extracting(Setting::environment).doesNotHaveDuplicates();
        assertThat(SettingTable.ALL)
                .allSatisfy(setting -> assertThat(setting.meaning())
                        .isNotBlank()
                        .doesNotContain("|")
                        .doesNotEndWith("."));
    }

    private static void rewriteWhenAsked(Path page, String text) throws IOException {
        if ("write".equals(System.getProperty("tollgate.pages"))) {
            Files.createDirectories(page.toAbsolutePath().getParent());
            Files.writeString(page, text);
        }
    }
}
