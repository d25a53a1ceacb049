package io.tollgate.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.Twin;
import java.net.URI;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line of the log looks like, for people and for programs. */
class LogLinesTest {
    private static String line(String file, String message, Throwable failure) throws Exception {
        URI uri = LogLinesTest.class.getClassLoader().getResource(file).toURI();
        try (LoggerContext context = new LoggerContext("lines")) {
            Configuration configuration = ConfigurationFactory.getInstance().getConfiguration(context, "lines", uri);
            configuration.initialize();
            StringMap data = ContextDataFactory.createContextData();
            data.putValue("payment", "pay_x");
            data.putValue("item", "item_y");
            LogEvent event = Log4jLogEvent.newBuilder()
                    .setLoggerName("io.tollgate.gate.Deliver")
                    .setLevel(Level.WARN)
                    .setMessage(new SimpleMessage(message))
                    .setThrown(failure)
                    .setContextData(data)
                    .build();
            return configuration
                    .getAppender("stderr")
                    .getLayout()
                    .toSerializable(event)
                    .toString();
        }
    }

    @Test
    void aLineForProgramsIsOneJsonObjectWithPaymentAndItem() throws Exception {
        String line = line("log4j2-json.properties", "first\nsecond \"quoted\"", new IllegalStateException("why"));

        assertThat(line.strip().lines()).hasSize(1);
        JsonNode json = Twin.JSON.readTree(line);
        assertThat(json.path("level").asText()).isEqualTo("WARN");
        assertThat(json.path("payment").asText()).isEqualTo("pay_x");
        assertThat(json.path("item").asText()).isEqualTo("item_y");
        assertThat(json.path("message").asText()).isEqualTo("first\nsecond \"quoted\"");
        assertThat(json.path("error").asText()).contains("IllegalStateException: why", "\tat ");
        assertThat(json.path("time").asText()).endsWith("Z");
    }

    @Test
    void aLineForPeopleNamesThePaymentAndStaysOneLine() throws Exception {
        String line = line("log4j2.properties", "first\r\nsecond", null);

        assertThat(line).matches("[0-9:.]+ WARN  Deliver pay_x first.*second\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log4j2.properties", "log4j2-json.properties"})
    void whatLooksLikeACredentialIsNotWritten(String file) throws Exception {
        String line = line(
                file,
                "GET /download/x?token=abcdefgh12345 Authorization: Bearer eyJhbGciOi.J9 password=hunter2hunter2 next",
                new IllegalStateException("api_key: 0123456789"));

        assertThat(line)
                .doesNotContain("abcdefgh12345", "eyJhbGciOi", "hunter2hunter2", "0123456789")
                .contains("GET /download/x?token=(hidden)", "next");
    }
}
