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
 * What tasks and function are told by the template, and what is looked for in their logs. The files in src/aws are that, with made-up addresses, and
 * the gateway's own tests start its checks with them; {@code -Dtollgate.environment=write} writes them anew.
 */
class EnvironmentTest {
    private static final Path FOLDER = Path.of("../src/aws");
    private static final boolean WRITE = "write".equals(System.getProperty("tollgate.environment"));
    private static final Pattern KNOWN = Pattern.compile("(?m)^\\| `([A-Z][A-Z0-9_]*)` \\|");

    private static Synthesis synthesis;

    @BeforeAll
    static void synthesise() {
        synthesis = Synthesis.of(Map.of(
                "settings",
                "PRICE=$0.05 WALLET_MAX_PER_DAY=$5",
                "secretSettings",
                "RPC_URL=x402/rpc-url",
                "settlementHook",
                "told-of-sales"));
    }

    @Test
    void theTasksAreToldWhatTheGatewaysOwnTestsCheck() throws IOException {
        assertThat(asKept("environment/tasks.properties", tasks())).isEqualTo(tasks());
    }

    @Test
    void theFunctionIsToldWhatTheGatewaysOwnTestsCheck() throws IOException {
        assertThat(asKept("environment/function.properties", function())).isEqualTo(function());
    }

    /** The lines that alarms count, which the gateway's own tests look for in its sources. */
    @Test
    void theFiltersOfTheLogAreWhatTheGatewaysOwnTestsCheck() throws IOException {
        assertThat(asKept("log-filters.properties", filters())).isEqualTo(filters());
    }

    @Test
    void everyNameIsASettingOfTollgate() throws IOException {
        Set<String> known = KNOWN.matcher(Files.readString(Path.of("../docs/configuration.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(known).hasSizeGreaterThan(50).containsAll(tasks().keySet());
        // the adapter's own; and names of secrets, of which one is a user and a password
        assertThat(known)
                .containsAll(function().keySet().stream()
                        .filter(name -> !name.startsWith("AWS_") && !name.equals("WALLET_DATABASE_SECRET"))
                        .map(name -> name.replaceAll("_SECRET$", ""))
                        .toList());
    }

    @Test
    void whatAnOperatorAddsGoesToWhomItIsFor() {
        assertThat(tasks()).containsEntry("PRICE", "$0.05").doesNotContainKey("WALLET_MAX_PER_DAY");
        assertThat(function()).containsEntry("WALLET_MAX_PER_DAY", "$5").doesNotContainKey("PRICE");
        assertThat(tasks()).containsEntry("RPC_URL", Environments.SECRET);
        assertThat(synthesis.errors()).isEmpty();
    }

    @Test
    void whatFollowsFromTheDeploymentIsNotSetBesideIt() {
        assertThatThrownBy(() -> Synthesis.of(Map.of("settings", "PUBLIC_URL=https://files.example.com")))
                .hasMessageContaining("PUBLIC_URL follows from the deployment");
        assertThatThrownBy(() -> Synthesis.of(Map.of("settings", "WALLET_NETWORKS=base")))
                .hasMessageContaining("WALLET_NETWORKS follows from the deployment");
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

    private static Map<String, String> asKept(String name, Map<String, String> told) throws IOException {
        Path file = FOLDER.resolve(name);
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.write(
                    file,
                    told.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .toList());
        }
        List<String> lines = Files.readAllLines(file);
        return lines.stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1], (a, b) -> a, TreeMap::new));
    }
}
