package io.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.LoggedLines;
import io.tollgate.TestGateway;
import io.tollgate.log.LogEvent;
import io.tollgate.settings.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** The alarms on AWS that count log lines look for events that the gateway writes, in the field that it writes them to. */
class AlarmLinesTest {
    private static final Path HOME = Path.of(System.getProperty("basedir", ""));
    private static final Pattern FILTER = Pattern.compile("[A-Za-z]+=\\{ \\$\\.event = \"([a-z.-]+)\" }");

    private static String sources() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String root : List.of("processors", "mcp")) {
            try (Stream<Path> files = Files.walk(HOME.resolve(root))) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    sources.append(Files.readString(file));
                }
            }
        }
        return sources.toString();
    }

    @Test
    void everyFilterCountsAnEvent() throws IOException {
        Set<String> events = Arrays.stream(LogEvent.values()).map(LogEvent::key).collect(Collectors.toSet());
        List<String> filters = Files.readAllLines(HOME.resolve("src/aws/log-filters.properties"));

        assertThat(filters).hasSize(4).allMatch(FILTER.asMatchPredicate());
        assertThat(filters)
                .map(filter -> FILTER.matcher(filter).replaceAll("$1"))
                .doesNotHaveDuplicates()
                .isSubsetOf(events);
    }

    @Test
    void everyEventIsWrittenSomewhere() throws IOException {
        String sources = sources();

        assertThat(LogEvent.values())
                .allMatch(event -> Pattern.compile("LogEvent\\." + event.name() + "\\b")
                        .matcher(sources)
                        .find());
        assertThat(Arrays.stream(LogEvent.values()).map(LogEvent::key)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void aLineForProgramsHasTheEventInAFieldOfItsOwn(LogEvent event) throws IOException {
        try (LoggedLines log = LoggedLines.capture(Level.INFO, LogProvider.layout(LogFormat.JSON)::doLayout)) {
            event.at(LoggerFactory.getLogger("io.tollgate.AlarmLinesTest")).log(
                    "{} of {}", 1, 2, new IllegalStateException("why"));

            JsonNode line = TestGateway.JSON.readTree(log.lines().get(0));
            assertThat(line.path("event").textValue()).isEqualTo(event.key());
            assertThat(line.path("level").textValue()).isEqualTo(event.level().toString());
            assertThat(line.path("message").textValue()).isEqualTo("1 of 2");
            assertThat(line.path("error").textValue()).contains("IllegalStateException: why");
        }
    }

    @Test
    void aLineForPeopleShowsTheEvent() {
        try (LoggedLines log = LoggedLines.capture(Level.INFO, LogProvider.layout(LogFormat.TEXT)::doLayout)) {
            LogEvent.WALLET_LOW
                    .at(LoggerFactory.getLogger("io.tollgate.Wallet"))
                    .log("low");

            assertThat(log.lines().get(0)).endsWith(" WARN  Wallet [wallet.low] low\n");
        }
    }
}
