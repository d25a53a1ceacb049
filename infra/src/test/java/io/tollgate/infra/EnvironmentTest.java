package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The environment of tasks and function, and the log filters of the alarms. The files in src/aws record them with
 * example addresses, and the tests of the gateway read those files. {@code -Dtollgate.environment=write} rewrites
 * them.
 */
class EnvironmentTest {
    private static final Path FOLDER = Path.of("../src/aws");
    private static final boolean WRITE = "write".equals(System.getProperty("tollgate.environment"));
    private static final Pattern KNOWN = Pattern.compile("(?m)^\\| `([A-Z][A-Z0-9_]*)` \\|");

    private static Synthesis synthesis;

    @BeforeAll
    static void synthesize() {
        synthesis = Synthesis.of(Map.of(
                "settings",
                "PRICE=$0.05 WALLET_MAX_PER_DAY=$5",
                "secretSettings",
                "RPC_URL=x402/rpc-url",
                "settlementHook",
                "settlement-hook"));
    }

    @Test
    void theRecordedEnvironmentOfTheTasksIsCurrent() throws IOException {
        assertThat(recorded("environment/tasks.properties", tasks())).isEqualTo(tasks());
    }

    @Test
    void theRecordedEnvironmentOfTheFunctionIsCurrent() throws IOException {
        assertThat(recorded("environment/function.properties", function())).isEqualTo(function());
    }

    /** The tests of the gateway check that it writes these events. */
    @Test
    void theRecordedLogFiltersAreCurrent() throws IOException {
        assertThat(recorded("log-filters.properties", filters())).isEqualTo(filters());
    }

    @Test
    void everyVariableIsASettingOfTollgate() throws IOException {
        Set<String> known = KNOWN.matcher(Files.readString(Path.of("../docs/configuration.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(known).hasSizeGreaterThan(50).containsAll(tasks().keySet());
        // without the variables of the adapter and the secret that holds both user and password
        assertThat(known)
                .containsAll(function().keySet().stream()
                        .filter(name -> !name.startsWith("AWS_") && !name.equals("WALLET_DATABASE_SECRET"))
                        .map(name -> name.replaceAll("_SECRET$", ""))
                        .toList());
    }

    @Test
    void extraSettingsGoToTheTasksOrToTheFunction() {
        assertThat(tasks()).containsEntry("PRICE", "$0.05").doesNotContainKey("WALLET_MAX_PER_DAY");
        assertThat(function()).containsEntry("WALLET_MAX_PER_DAY", "$5").doesNotContainKey("PRICE");
        assertThat(tasks()).containsEntry("RPC_URL", Environments.SECRET);
        assertThat(synthesis.errors()).isEmpty();
    }

    @Test
    void aSettingOfTheTemplateCannotBeSetAgain() {
        assertThatThrownBy(() -> Synthesis.of(Map.of("settings", "PUBLIC_URL=https://files.example.com")))
                .hasMessageContaining("PUBLIC_URL is set by the template");
        assertThatThrownBy(() -> Synthesis.of(Map.of("settings", "WALLET_NETWORKS=base")))
                .hasMessageContaining("WALLET_NETWORKS is set by the template");
    }

    private static Map<String, String> tasks() {
        return Environments.ofTasks(synthesis.deployment());
    }

    private static Map<String, String> function() {
        return Environments.ofFunction(synthesis.deployment());
    }

    private static Map<String, String> filters() {
        return Environments.ofLogFilters(synthesis.deployment());
    }

    private static Map<String, String> recorded(String name, Map<String, String> current) throws IOException {
        Path file = FOLDER.resolve(name);
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.write(
                    file,
                    current.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .toList());
        }
        List<String> lines = Files.readAllLines(file);
        return lines.stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1], (a, b) -> a, TreeMap::new));
    }
}
