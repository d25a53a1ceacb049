package io.tollgate.routecheck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A set of route files taken apart: its routes, the failures' handling, and what could not be taken apart. */
final class ParsedRoutes {
    /** What a file of routes may hold. Anything else could lead past what is checked. */
    private static final Set<String> KINDS = Set.of("route", "from", "routeConfiguration", "beans");

    private final Map<RouteFile, Yaml> trees = new LinkedHashMap<>();
    private final List<ParsedRoute> flows = new ArrayList<>();
    private final List<ParsedRoute> handlers = new ArrayList<>();
    private final List<RouteProblem> findings = new ArrayList<>();

    static ParsedRoutes of(List<RouteFile> files) {
        ParsedRoutes reading = new ParsedRoutes();
        files.forEach(reading::take);
        return reading;
    }

    private void take(RouteFile file) {
        try {
            Optional<Yaml> tree = Yaml.read(file);
            if (tree.isPresent()) {
                trees.put(file, tree.get());
                takeApart(file, tree.get());
            }
        } catch (InvalidRoutesException e) {
            findings.addAll(e.findings());
        }
    }

    private void takeApart(RouteFile file, Yaml tree) {
        if (!tree.isList()) {
            findings.add(new RouteProblem(file.place(), tree.line(), "", "a route file is a list: - route: …"));
        }
        for (Yaml element : tree.items()) {
            if (element.entries().isEmpty()) {
                findings.add(new RouteProblem(file.place(), element.line(), "", "is no route"));
            }
            for (Yaml.Entry entry : element.entries()) {
                Optional<ParsedRoute> flow = ParsedRoute.of(file, entry.key(), entry.value());
                if (!KINDS.contains(entry.key())) {
                    findings.add(new RouteProblem(
                            file.place(),
                            element.line(),
                            "",
                            entry.key()
                                    + " is not taken here; a route file holds route, routeConfiguration and beans"));
                } else if (entry.key().equals("routeConfiguration")) {
                    takeHandlers(file, entry.value());
                } else if (flow.isPresent()) {
                    flows.add(flow.get());
                } else if (!entry.key().equals("beans")) {
                    findings.add(new RouteProblem(file.place(), element.line(), "", "the route has no from"));
                }
            }
        }
    }

    /** The steps that a failure, or whatever else a routeConfiguration catches, is handed to. */
    private void takeHandlers(RouteFile file, Yaml configuration) {
        for (Yaml.Entry kind : configuration.entries()) {
            for (Yaml one : kind.value().items()) {
                for (Yaml.Entry entry : one.entries()) {
                    handlers.add(new ParsedRoute(file, entry.value(), entry.value()));
                }
            }
        }
    }

    Map<RouteFile, Yaml> trees() {
        return trees;
    }

    List<ParsedRoute> flows() {
        return flows;
    }

    List<ParsedRoute> handlers() {
        return handlers;
    }

    List<RouteProblem> findings() {
        return findings;
    }
}
