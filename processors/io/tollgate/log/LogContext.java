package io.tollgate.log;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.MDC;

/**
 * The item and the payment that a request is about. Every line logged while the request is processed names them, and so
 * does its trace; neither name is secret. Each request has its own thread, so the MDC needs no clean-up.
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

    /** Names it in the log lines of this thread and in the trace of this exchange. */
    public void set(Exchange exchange, String id) {
        MDC.put(key, id);
        exchange.setProperty(property(), id);
    }

    /** Empty while the exchange has not named it. */
    public Optional<String> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(property(), String.class));
    }

    private String property() {
        return "log-context-" + key;
    }
}
