package io.tollgate.gateway;

import io.tollgate.flows.RouteCheck;
import io.tollgate.flows.RouteFolder;
import io.tollgate.settings.Mode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The route files of a gateway, by name: nothing is searched for, and what is not listed is not loaded. */
public final class RouteFiles {
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
            "retention");
    /** Shipped files that only other commands load. */
    private static final List<String> ELSEWHERE = List.of("facilitator-server");

    private static final List<String> EMBEDDED = List.of("dev/walrus", "dev/facilitator", "dev/chain");

    private RouteFiles() {}

    /** In the order they are loaded in. The embedded services exist on a development gateway only. */
    static List<String> names(Mode mode) {
        List<String> names = new ArrayList<>(ALWAYS);
        if (mode == Mode.DEV) {
            names.addAll(EMBEDDED);
        }
        return names;
    }

    /** The routes of a gateway, where the operator's folder has the first word. */
    public static RouteFolder folder(Path folder, Mode mode) {
        return new RouteFolder(folder, names(mode), Set.copyOf(ELSEWHERE));
    }

    public static RouteCheck check() {
        return new RouteCheck(names(Mode.DEV));
    }
}
