package io.tollgate.admin;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.log.LogEvent;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** A log line for programs: one JSON object, with its event name and the item and payment it is about. */
final class JsonLayout extends LayoutBase<ILoggingEvent> {
    private static final JsonMapper JSON = new JsonMapper();

    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private final CredentialRedactor credentials = new CredentialRedactor();

    @Override
    public String doLayout(ILoggingEvent event) {
        ObjectNode line = JSON.createObjectNode()
                .put("time", time.format(event.getInstant()))
                .put("level", event.getLevel().toString())
                .put("logger", event.getLoggerName())
                .put("thread", event.getThreadName());
        putIfKnown(line, LogEvent.KEY, EventName.of(event));
        Map<String, String> about = event.getMDCPropertyMap();
        putIfKnown(line, "payment", about.get("payment"));
        putIfKnown(line, "item", about.get("item"));
        String message = event.getFormattedMessage();
        line.put("message", message == null ? "" : CredentialRedactor.redact(message));
        if (event.getThrowableProxy() != null) {
            line.put("error", credentials.stackTrace(event));
        }
        return line + "\n";
    }

    private static void putIfKnown(ObjectNode line, String name, String value) {
        if (value != null) {
            line.put(name, value);
        }
    }
}
