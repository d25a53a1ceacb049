package io.tollgate.routecheck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A parsed set of route files: its routes, its error handlers, and the problems found on the way. */
final class ParsedRoutes {
    /** The elements that a route file may contain. Others could evade the checks. */
    private static final Set<String> KINDS = Set.of("route", "from", "routeConfiguration", "beans");

    private final Map<RouteFile, Yaml> trees = new LinkedHashMap<>();
    private final List<ParsedRoute> routes = new ArrayList<>();
    private final List<ParsedRoute> handlers = new ArrayList<>();
    private final List<RouteProblem> problems = new ArrayList<>();

    static ParsedRoutes of(List<RouteFile> files) {
        ParsedRoutes parsed = new ParsedRoutes();
        files.forEach(parsed::parse);
        return parsed;
    }

    private void parse(RouteFile file) {
        try {
            Optional<Yaml> tree = Yaml.read(file);
            if (tree.isPresent()) {
                trees.put(file, tree.get());
                parseElements(file, tree.get());
            }
        } catch (InvalidRoutesException e) {
            problems.addAll(e.problems());
        }
    }

    private void parseElements(RouteFile file, Yaml tree) {
        if (!tree.isList()) {
            problems.add(new RouteProblem(file.place(), tree.line(), "", "a route file is a list: - route: …"));
        }
        for (Yaml element : tree.items()) {
            if (element.entries().isEmpty()) {
                problems.add(new RouteProblem(file.place(), element.line(), "", "is not a route"));
            }
            for (Yaml.Entry entry : element.entries()) {
                Optional<ParsedRoute> route = ParsedRoute.of(file, entry.key(), entry.value());
                if (!KINDS.contains(entry.key())) {
                    problems.add(
                            new RouteProblem(
                                    file.place(),
                                    element.line(),
                                    "",
                                    entry.key()
                                            + " is not allowed here; a route file contains route, routeConfiguration and beans"));
                } else if (entry.key().equals("routeConfiguration")) {
                    parseHandlers(file, entry.value());
                } else if (route.isPresent()) {
                    routes.add(route.get());
                } else if (!entry.key().equals("beans")) {
                    problems.add(new RouteProblem(file.place(), element.line(), "", "the route has no from"));
                }
            }
        }
    }

    /** The steps of onException, onCompletion and the like. */
    private void parseHandlers(RouteFile file, Yaml configuration) {
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

    List<ParsedRoute> routes() {
        return routes;
    }

    List<ParsedRoute> handlers() {
        return handlers;
    }

    List<RouteProblem> problems() {
        return problems;
    }
}
