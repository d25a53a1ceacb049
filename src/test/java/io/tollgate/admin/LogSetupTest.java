package io.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.settings.LogFormat;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The text and the JSON format of log lines. */
class LogSetupTest {
    private static String line(LogFormat form, String message, Throwable failure) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerName("io.tollgate.sale.Deliver");
        event.setLevel(Level.WARN);
        event.setMessage(message);
        event.setThreadName("main");
        event.setInstant(Instant.EPOCH);
        event.setMDCPropertyMap(Map.of("payment", "pay_x", "item", "item_y"));
        if (failure != null) {
            event.setThrowableProxy(new ThrowableProxy(failure));
        }
        return LogProvider.layout(form).doLayout(event);
    }

    @Test
    void aLineForProgramsIsOneJsonObjectWithPaymentAndItem() throws Exception {
        String line = line(LogFormat.JSON, "first\nsecond \"quoted\"", new IllegalStateException("why"));

        assertThat(line.strip().lines()).hasSize(1);
        JsonNode json = TestGateway.JSON.readTree(line);
        assertThat(json.path("level").asText()).isEqualTo("WARN");
        assertThat(json.path("payment").asText()).isEqualTo("pay_x");
        assertThat(json.path("item").asText()).isEqualTo("item_y");
        assertThat(json.path("message").asText()).isEqualTo("first\nsecond \"quoted\"");
        assertThat(json.path("error").asText()).contains("IllegalStateException: why", "\tat ");
        assertThat(json.path("time").asText()).endsWith("Z");
    }

    @Test
    void aLineForPeopleNamesThePaymentAndStaysOneLine() throws Exception {
        String line = line(LogFormat.TEXT, "first\r\nsecond", null);

        assertThat(line).matches("[0-9:.]+ WARN  Deliver pay_x first.*second\n");
    }

    @ParameterizedTest
    @EnumSource
    void textThatLooksLikeACredentialIsNotWritten(LogFormat form) throws Exception {
        String line = line(
                form,
                "GET /download/x?token=abcdefgh12345 Authorization: Bearer eyJhbGciOi.J9 password=hunter2hunter2 next",
                new IllegalStateException("api_key: 0123456789"));

        assertThat(line)
                .doesNotContain("abcdefgh12345", "eyJhbGciOi", "hunter2hunter2", "0123456789")
                .contains("GET /download/x?token=(hidden)", "next");
    }
}
