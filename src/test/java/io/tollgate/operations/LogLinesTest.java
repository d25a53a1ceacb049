package io.tollgate.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.Twin;
import io.tollgate.settings.LogForm;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a line of the log looks like, for people and for programs. */
class LogLinesTest {
    private static String line(LogForm form, String message, Throwable failure) {
        try (LoggerContext context = new LoggerContext("lines")) {
            Configuration configuration = new LogConfiguration(context, form);
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
        String line = line(LogForm.JSON, "first\nsecond \"quoted\"", new IllegalStateException("why"));

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
        String line = line(LogForm.TEXT, "first\r\nsecond", null);

        assertThat(line).matches("[0-9:.]+ WARN  Deliver pay_x first.*second\n");
    }

    @ParameterizedTest
    @EnumSource
    void whatLooksLikeACredentialIsNotWritten(LogForm form) throws Exception {
        String line = line(
                form,
                "GET /download/x?token=abcdefgh12345 Authorization: Bearer eyJhbGciOi.J9 password=hunter2hunter2 next",
                new IllegalStateException("api_key: 0123456789"));

        assertThat(line)
                .doesNotContain("abcdefgh12345", "eyJhbGciOi", "hunter2hunter2", "0123456789")
                .contains("GET /download/x?token=(hidden)", "next");
    }
}
