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
 * Liveness and readiness. The gateway is live as long as it answers, and ready while it serves and every check passes. Details are
 * for the management port only.
 */
public final class Health {
    private final Map<String, Supplier<Optional<String>>> checks = new LinkedHashMap<>();
    private final AtomicBoolean serving = new AtomicBoolean();

    /** @param check empty on success, otherwise the problem in a few words without secrets; it may block briefly */
    public synchronized void check(String name, Supplier<Optional<String>> check) {
        checks.put(name, check);
    }

    /** @param now whether the gateway takes new requests from now on */
    public void serving(boolean now) {
        serving.set(now);
    }

    /** The answer to a probe. */
    record Report(boolean up, byte[] json) {}

    Report live() {
        return new Report(true, json("up", JsonNodeFactory.instance.objectNode()));
    }

    /** Up while the gateway serves and every check passes. */
    synchronized Report ready() {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        boolean up = serving.get();
        details.put("serving", up ? "up" : "starting, draining or stopped");
        for (Map.Entry<String, Supplier<Optional<String>>> check : checks.entrySet()) {
            Optional<String> problem = problem(check.getValue());
            up &= problem.isEmpty();
            details.put(check.getKey(), problem.orElse("up"));
        }
        return new Report(up, json(up ? "up" : "down", details));
    }

    private static Optional<String> problem(Supplier<Optional<String>> check) {
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
