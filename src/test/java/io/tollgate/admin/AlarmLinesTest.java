package io.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The alarms on AWS that count lines of the log: what they look for is written somewhere. That it is, is read out of the
 * sources; when, is the business of the tests of those classes.
 */
class AlarmLinesTest {
    private static final Path HOME = Path.of(System.getProperty("basedir", ""));
    private static final Pattern OF_A_CLASS =
            Pattern.compile("\\{ \\(\\$\\.logger = \"([a-zA-Z.]+)\"\\) && \\(\\$\\.level = \"([A-Z]+)\"\\) }");
    private static final Pattern OF_WORDS = Pattern.compile("\\{ \\$\\.message = \"\\*([a-z ]+)\\*\" }");

    private static Map<String, String> filters() throws IOException {
        return Files.readAllLines(HOME.resolve("src/aws/log-filters.properties")).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static String source(String name) throws IOException {
        for (String folder : List.of("processors", "mcp")) {
            Path file = HOME.resolve(folder).resolve(name.replace('.', '/') + ".java");
            if (Files.exists(file)) {
                return Files.readString(file);
            }
        }
        throw new AssertionError("no such class: " + name);
    }

    @Test
    void everyAlarmThatCountsLinesOfAClassHasAClassThatWritesThem() throws IOException {
        List<MatchResult> looked = filters().values().stream()
                .map(OF_A_CLASS::matcher)
                .flatMap(matcher -> matcher.results())
                .toList();

        assertThat(looked).hasSize(3);
        for (MatchResult filter : looked) {
            String name = filter.group(1);
            String source = source(name);
            assertThat(source)
                    .contains("getLogger(" + name.substring(name.lastIndexOf('.') + 1) + ".class)")
                    .contains("LOG." + filter.group(2).toLowerCase(Locale.ROOT) + "(");
        }
    }

    @Test
    void theOneAlarmThatLooksForWordsLooksForALowWallet() throws IOException {
        List<String> words = filters().values().stream()
                .map(OF_WORDS::matcher)
                .flatMap(matcher -> matcher.results())
                .map(found -> found.group(1))
                .toList();

        assertThat(words).containsExactly("wallet is low");
        assertThat(source("io.tollgate.mcp.wallet.LowBalanceMonitor").replaceAll("\\s+", ""))
                .contains("LOG.warn(\"thewalletislow:");
    }

    @Test
    void everyFilterIsOneOfThose() throws IOException {
        assertThat(filters()).hasSize(4);
        assertThat(filters().values())
                .allMatch(filter -> OF_A_CLASS.matcher(filter).matches()
                        || OF_WORDS.matcher(filter).matches());
    }

    /** The fields that filters name are those of a line: {@link LogSetupTest} shows one. */
    @Test
    void aLineHasTheFieldsThatFiltersName() throws IOException {
        assertThat(source("io.tollgate.admin.JsonLayout"))
                .contains(".put(\"logger\", event.getLoggerName())", ".put(\"level\", ", ".put(\"message\", ");
    }
}
