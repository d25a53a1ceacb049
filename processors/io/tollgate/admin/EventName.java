package io.tollgate.admin;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tollgate.log.LogEvent;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/** Finds the name that a {@link LogEvent} gave a line. */
final class EventName {
    private EventName() {}

    /** Null for a line that is not an event. */
    static String of(ILoggingEvent line) {
        List<KeyValuePair> pairs = line.getKeyValuePairs();
        if (pairs == null) {
            return null;
        }
        for (KeyValuePair pair : pairs) {
            if (pair.key.equals(LogEvent.KEY)) {
                return String.valueOf(pair.value);
            }
        }
        return null;
    }
}
