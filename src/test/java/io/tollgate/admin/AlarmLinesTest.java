package io.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tollgate.http.server.LogEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The alarms of a deployment count log lines by their field event; the filters are kept in src/aws. */
class AlarmLinesTest {
    private static final Path HOME = Path.of(System.getProperty("basedir", ""));

    @Test
    void everyFilterNamesAnEventThatCodeWritesAndEachEventHasOne() throws IOException {
        List<String> filters = Files.readAllLines(HOME.resolve("src/aws/log-filters.properties")).stream()
                .map(line -> line.split("=", 2)[1])
                .toList();

        assertThat(filters)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(LogEvent.values())
                        .map(event -> "{ $.event = \"" + event.key() + "\" }")
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(LogEvent.class)
    void aLineOfTheEventCarriesItsName(LogEvent event) throws IOException {
        LoggerContext context = new LoggerContext();
        Logger logger = context.getLogger("test");
        ListAppender<ILoggingEvent> written = new ListAppender<>();
        written.start();
        logger.addAppender(written);

        event.on(logger).log("{} of them", 3);

        JsonNode line = new ObjectMapper().readTree(new JsonLayout().doLayout(written.list.getFirst()));
        assertThat(line.path("event").asText()).isEqualTo(event.key());
        assertThat(line.path("message").asText()).isEqualTo("3 of them");
    }

    @ParameterizedTest
    @EnumSource(LogEvent.class)
    void theEventIsUsed(LogEvent event) throws IOException {
        String use = "LogEvent." + event + ".on(LOG)";
        try (Stream<Path> processors = Files.walk(HOME.resolve("processors"));
                Stream<Path> mcp = Files.walk(HOME.resolve("mcp"))) {
            assertThat(Stream.concat(processors, mcp)
                            .filter(file -> file.toString().endsWith(".java")))
                    .anySatisfy(file -> assertThat(Files.readString(file).replaceAll("\\s+", ""))
                            .contains(use));
        }
    }
}
