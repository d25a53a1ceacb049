package io.tollgate.gateway;

import io.tollgate.settings.Mode;
import java.util.ArrayList;
import java.util.List;

/** The route files of a gateway, by name: nothing is searched for, and what is not listed is not loaded. */
final class RouteFiles {
    private static final List<String> ALWAYS = List.of(
            "errors",
            "health",
            "upload",
            "upload-pieces",
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
            "retention");
    private static final List<String> EMBEDDED = List.of("dev/walrus", "dev/facilitator", "dev/chain");

    private RouteFiles() {}

    /** Camel's include pattern. The embedded services exist on a development gateway only. */
    static String pattern(Mode mode) {
        List<String> names = new ArrayList<>(ALWAYS);
        if (mode == Mode.DEV) {
            names.addAll(EMBEDDED);
        }
        return String.join(
                ",",
                names.stream()
                        .map(name -> "classpath:routes/" + name + ".camel.yaml")
                        .toList());
    }
}
