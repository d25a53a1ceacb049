package io.tollgate.app;

import io.tollgate.routecheck.RouteCheck;
import io.tollgate.routecheck.RouteFolder;
import io.tollgate.routecheck.RouteSet;
import io.tollgate.settings.Mode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The route files of a gateway, by name: nothing is searched for, and what is not listed is not loaded. */
public final class RouteFiles {
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
            "retention",
            "upload-tickets",
            "mcp",
            "mcp-tools");
    /** Of a gateway with a settlement hook. */
    private static final String HOOK = "settlement-lambda";

    /** Shipped files that a gateway does not load, or not always; a name that is loaded may stand here too. */
    private static final List<String> ELSEWHERE =
            List.of("facilitator-server", "mcp-server", "test-mcp", "test-mcp-lambda", HOOK);

    private static final List<String> EMBEDDED = List.of("dev/walrus", "dev/facilitator", "dev/chain");

    private RouteFiles() {}

    /** In the order they are loaded in. The embedded services exist on a development gateway only. */
    private static List<String> names(Mode mode, boolean hook) {
        List<String> names = new ArrayList<>(ALWAYS);
        if (hook) {
            names.add(HOOK);
        }
        if (mode == Mode.DEV) {
            names.addAll(EMBEDDED);
        }
        return names;
    }

    /**
     * The routes of a gateway, where the operator's folder has the first word.
     *
     * @param hook whether sales are told to a function
     */
    public static RouteFolder folder(Path folder, Mode mode, boolean hook) {
        List<String> names = names(mode, hook);
        Set<String> notLoaded = new HashSet<>(ELSEWHERE);
        names.forEach(notLoaded::remove);
        return new RouteFolder(folder, names, notLoaded);
    }

    public static RouteCheck check() {
        return new RouteCheck(names(Mode.DEV, true), List.of(HOOK));
    }

    /** Those of a server that has the tools and nothing of a gateway. */
    static RouteSet mcpServer() {
        return RouteSet.builtIn(List.of("mcp-server", "health", "mcp", "mcp-tools"));
    }

    /** Those of tools that are called by the program that started this one. */
    static RouteSet mcpTools() {
        return RouteSet.builtIn(List.of("mcp-tools"));
    }
}
