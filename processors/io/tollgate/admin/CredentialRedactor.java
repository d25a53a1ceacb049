package io.tollgate.admin;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tollgate.x402.protocol.Headers;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Replaces text that looks like a credential, and values of headers that carry credentials, in log lines. */
final class CredentialRedactor {
    /** "Authorization: Bearer …" is matched by its scheme, because the secret follows the scheme. */
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

    /** The stack trace of a line, redacted; empty when it has none. */
    String stackTrace(ILoggingEvent event) {
        return event.getThrowableProxy() == null ? "" : redact(failures.convert(event));
    }
}
