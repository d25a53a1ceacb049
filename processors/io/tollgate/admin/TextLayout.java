package io.tollgate.admin;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A log line for people: {@code 14:03:22.125 WARN  Deliver pay_x [settlement.stale] what happened}. */
final class TextLayout extends LayoutBase<ILoggingEvent> {
    private static final int LEVEL_WIDTH = 5;

    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private final CredentialRedactor credentials = new CredentialRedactor();

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        time.formatTo(event.getInstant(), line);
        String level = event.getLevel().toString();
        line.append(' ').append(level).repeat(' ', LEVEL_WIDTH + 1 - level.length());
        String logger = event.getLoggerName();
        line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(' ');
        String payment = event.getMDCPropertyMap().get("payment");
        if (payment != null) {
            line.append(payment).append(' ');
        }
        String name = EventName.of(event);
        if (name != null) {
            line.append('[').append(name).append("] ");
        }
        return line.append(CredentialRedactor.redact(oneLine(event.getFormattedMessage())))
                .append('\n')
                .append(credentials.stackTrace(event))
                .toString();
    }

    /** Escapes line breaks, so that foreign text cannot forge a log line. */
    private static String oneLine(String message) {
        return message == null ? "" : message.replace("\r", "\\r").replace("\n", "\\n");
    }
}
