package io.tollgate.gateway;

import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** The route files of a gateway, by name: nothing is searched for, and what is not listed is not loaded. */
final class RouteFiles {
    private static final List<String> ALWAYS = List.of(
            "errors",
            "health",
            "upload",
            "download",
            "payment-required",
            "verify-settle",
            "facilitator",
            "deliver",
            "entitlements",
            "receipts",
            "items",
            "lifecycle",
            "takedown",
            "walrus",
            "management",
            "reconcile",
            "outbox",
            "settlement-hook",
            "doubts",
            "backup",
            "keys",
            "retention",
            "mcp",
            "mcp-tools");
    private static final List<String> EMBEDDED = List.of("dev/walrus", "dev/facilitator", "dev/chain");

    private RouteFiles() {}

    /** Camel's include pattern. The embedded services exist on a development gateway only, a hook's route with a hook. */
    static String pattern(Mode mode, Settings settings) {
        List<String> names = new ArrayList<>(ALWAYS);
        if (settings.settlementHook().isPresent()) {
            names.add("settlement-lambda");
        }
        if (mode == Mode.DEV) {
            names.addAll(EMBEDDED);
        }
        return pattern(names);
    }

    /** Those of a server that has the tools and nothing of a gateway. */
    static String mcpServer() {
        return pattern(List.of("mcp-server", "health", "mcp", "mcp-tools"));
    }

    /** Those of tools that are called by the program that started this one. */
    static String mcpTools() {
        return pattern(List.of("mcp-tools"));
    }

    private static String pattern(List<String> names) {
        return String.join(
                ",",
                names.stream()
                        .map(name -> "classpath:routes/" + name + ".camel.yaml")
                        .toList());
    }
}
