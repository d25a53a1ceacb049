package io.tollgate.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Whether the gateway lives and whether it takes new work. It lives as long as it can answer; it is ready while it serves
 * and every check is content. Details are for the operators' port.
 */
public final class Health {
    private final Map<String, Supplier<Optional<String>>> checks = new LinkedHashMap<>();
    private final AtomicBoolean serving = new AtomicBoolean();

    /** @param check empty when all is well, else what is wrong in a few words without secrets; it may block briefly */
    public synchronized void check(String name, Supplier<Optional<String>> check) {
        checks.put(name, check);
    }

    /** The gateway takes new work from here on, or no longer. */
    public void serving(boolean now) {
        serving.set(now);
    }

    /** What a probe is told. */
    record Report(boolean up, byte[] json) {}

    Report live() {
        return new Report(true, json("up", JsonNodeFactory.instance.objectNode()));
    }

    /** Up while new work is taken. */
    synchronized Report ready() {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        boolean up = serving.get();
        details.put("serving", up ? "up" : "starting, draining or stopped");
        for (Map.Entry<String, Supplier<Optional<String>>> check : checks.entrySet()) {
            Optional<String> trouble = trouble(check.getValue());
            up &= trouble.isEmpty();
            details.put(check.getKey(), trouble.orElse("up"));
        }
        return new Report(up, json(up ? "up" : "down", details));
    }

    private static Optional<String> trouble(Supplier<Optional<String>> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            return Optional.of("down: " + e.getClass().getSimpleName());
        }
    }

    private static byte[] json(String status, ObjectNode details) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("status", status);
        if (!details.isEmpty()) {
            document.set("checks", details);
        }
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }
}
