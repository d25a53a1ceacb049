package io.tollgate.http.server;

import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What alarms and log filters count. A JSON line carries the name in its field {@code event}; unlike the words of a
 * message and the name of a logger it does not change.
 */
public enum LogEvent {
    /** A settlement has been unresolved for longer than a minute. */
    SETTLEMENT_STALE("settlement.stale", Level.WARN),
    /** A message about a sale was not delivered and is not tried again. */
    MESSAGE_ABANDONED("outbox.abandoned", Level.ERROR),
    /** Items leave the sale soon. */
    ITEMS_EXPIRING("items.expiring", Level.WARN),
    /** The operator's wallet, or what is left of its day, is below the limit. */
    WALLET_LOW("wallet.low", Level.WARN);

    private final String key;
    private final Level level;

    LogEvent(String key, Level level) {
        this.key = key;
        this.level = level;
    }

    public String key() {
        return key;
    }

    /** Begins a line at the event's level. */
    public LoggingEventBuilder on(Logger logger) {
        return logger.makeLoggingEventBuilder(level).addKeyValue("event", key);
    }
}
