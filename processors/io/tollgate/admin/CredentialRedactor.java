package io.tollgate.admin;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Pattern;

/** What looks like a credential is not written to the log, whoever logs it. */
final class CredentialRedactor {
    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?i)(bearer |basic |(?:token|password|secret|private_?key|api_?key)[\"']?[ ]?[=:][ ]?[\"']?)[^ \"'&,;]{6,}");

    private final ThrowableProxyConverter failures = new ThrowableProxyConverter();

    CredentialRedactor() {
        failures.start();
    }

    static String hide(String text) {
        return CREDENTIAL.matcher(text).replaceAll("$1(hidden)");
    }

    /** The stack trace of an event; empty where it has none. */
    String failure(ILoggingEvent event) {
        return event.getThrowableProxy() == null ? "" : hide(failures.convert(event));
    }
}
