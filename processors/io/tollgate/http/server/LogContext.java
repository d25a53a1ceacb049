package io.tollgate.http.server;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.MDC;

/**
 * What a request is about, by names that are no secrets: each line that is logged while it is worked on says so, and so
 * does its trace. A request has a thread of its own, so nothing has to be taken back.
 */
public enum LogContext {
    /** The item's id. */
    ITEM("item"),
    /** The payment's short name, {@code pay_…}. */
    PAYMENT("payment");

    private final String key;

    LogContext(String key) {
        this.key = key;
    }

    /** Its name in log lines and, behind {@code tollgate.}, in traces. */
    public String key() {
        return key;
    }

    public void is(Exchange exchange, String id) {
        MDC.put(key, id);
        exchange.setProperty(property(), id);
    }

    public Optional<String> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(property(), String.class));
    }

    private String property() {
        return "subject-" + key;
    }
}
