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

/** The names of the shipped route files, by what loads them. Files that are not listed are not loaded. */
public final class RouteFiles {
    private static final List<String> ALWAYS = List.of(
            "errors",
            "health",
            "upload",
            "resumable-upload",
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
            "unresolved-settlements",
            "backup",
            "keys",
            "retention",
            "upload-tickets",
            "mcp",
            "mcp-tools");
    /** The file of a gateway with a settlement hook. */
    private static final String HOOK = "settlement-lambda";

    /** Shipped files that a gateway loads only with some settings, or never. */
    private static final List<String> NOT_ALWAYS =
            List.of("facilitator-server", "mcp-server", "test-mcp", "test-mcp-lambda", HOOK);

    private static final List<String> EMBEDDED = List.of("dev/walrus", "dev/facilitator", "dev/chain");

    private RouteFiles() {}

    /** In loading order. Embedded services exist in development mode only. */
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
     * The routes of a gateway, with the files of the operator.
     *
     * @param hook whether a settlement hook is configured
     */
    public static RouteFolder folder(Path folder, Mode mode, boolean hook) {
        List<String> names = names(mode, hook);
        Set<String> notLoaded = new HashSet<>(NOT_ALWAYS);
        names.forEach(notLoaded::remove);
        return new RouteFolder(folder, names, notLoaded);
    }

    public static RouteCheck check() {
        return new RouteCheck(names(Mode.DEV, true), List.of(HOOK));
    }

    /** Routes of an MCP server over HTTP. */
    static RouteSet mcpServer() {
        return RouteSet.builtIn(List.of("mcp-server", "health", "mcp", "mcp-tools"));
    }

    /** Routes of an MCP server over standard input and output. */
    static RouteSet mcpTools() {
        return RouteSet.builtIn(List.of("mcp-tools"));
    }
}
