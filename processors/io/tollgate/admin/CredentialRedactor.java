package io.tollgate.admin;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tollgate.x402.protocol.Headers;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Replaces what looks like a credential, or is the value of a header that carries one, before a line is logged. */
final class CredentialRedactor {
    /** Of "Authorization: Bearer ..." the scheme is matched, not the name: what follows the scheme is the secret. */
    private static final String HEADERS = Headers.CREDENTIALS.stream()
            .filter(name -> !name.equals("Authorization"))
            .collect(Collectors.joining("|"));

    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i)(bearer |basic |(?:token|password|secret|private_?key|" + "api_?key|" + HEADERS
                    + ")[\"']?[ ]?[=:][ ]?[\"']?)[^ \"'&,;]{6,}");

    private final ThrowableProxyConverter failures = new ThrowableProxyConverter();

    CredentialRedactor() {
        failures.start();
    }

    static String redact(String text) {
        return CREDENTIAL.matcher(text).replaceAll("$1(hidden)");
    }

    /** The stack trace of an event; empty where it has none. */
    String stackTrace(ILoggingEvent event) {
        return event.getThrowableProxy() == null ? "" : redact(failures.convert(event));
    }
}
