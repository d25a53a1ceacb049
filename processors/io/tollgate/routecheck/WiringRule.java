package io.tollgate.routecheck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds duplicate ids, missing receivers, missing beans, and beans that would replace those of the gateway. */
final class WiringRule {
    private final RouteCheck.Known known;
    private final ParsedRoutes routes;
    private final List<RouteProblem> problems = new ArrayList<>();

    private WiringRule(ParsedRoutes parsed, RouteCheck.Known known) {
        this.routes = parsed;
        this.known = known;
    }

    static List<RouteProblem> check(ParsedRoutes parsed, RouteCheck.Known known) {
        WiringRule rule = new WiringRule(parsed, known);
        rule.checkIds();
        Set<String> declared = rule.checkBeans();
        rule.checkTargets(declared);
        return rule.problems;
    }

    private void checkIds() {
        Map<String, String> seen = new HashMap<>();
        routes.routes().forEach(route -> {
            checkId(seen, route.file(), route.body());
            for (Yaml step : route.steps()) {
                step.walk((key, value) -> checkId(seen, route.file(), value));
            }
            if (route.id().isEmpty()) {
                problems.add(new RouteProblem(route.file().place(), route.body().line(), "", "the route has no id"));
            }
        });
    }

    private void checkId(Map<String, String> seen, RouteFile file, Yaml named) {
        named.get("id").filter(id -> !id.text().isEmpty()).ifPresent(id -> {
            String here = file.place() + " line " + id.line();
            String before = seen.putIfAbsent(id.text(), here);
            if (before != null && !before.equals(here)) {
                problems.add(new RouteProblem(file.place(), id.line(), id.text(), "has the same id as " + before));
            }
        });
    }

    private Set<String> checkBeans() {
        Set<String> declared = new HashSet<>();
        routes.trees().forEach((file, tree) -> {
            for (Yaml element : tree.items()) {
                for (Yaml bean : element.get("beans").map(Yaml::items).orElse(List.of())) {
                    String name = bean.text("name");
                    declared.add(name);
                    if (known.bound().contains(name)) {
                        problems.add(new RouteProblem(
                                file.place(),
                                bean.line(),
                                "",
                                "bean " + name + " belongs to the gateway; use another name"));
                    }
                }
            }
        });
        return declared;
    }

    private void checkTargets(Set<String> declared) {
        Set<String> sources = new HashSet<>();
        routes.routes().forEach(route -> {
            if (!sources.add(route.source()) && route.source().startsWith("direct:")) {
                problems.add(
                        at(route.file(), route.from(), route.id(), "another route also answers " + route.source()));
            }
        });
        routes.trees()
                .forEach((file, tree) -> tree.walk((key, value) -> {
                    String target = StepTarget.of(key, value);
                    if (target.startsWith("direct:")
                            && !target.contains("${")
                            && !target.contains("{{")
                            && !sources.contains(target)
                            && !known.optional().contains(target)) {
                        problems.add(at(file, value, value.text("id"), missingRoute(target)));
                    }
                    if (key.equals("process") || key.equals("bean")) {
                        StepTarget.bean(key, value)
                                .filter(name -> !name.startsWith("class:")
                                        && !known.bound().contains(name)
                                        && !declared.contains(name))
                                .ifPresent(name -> problems.add(at(file, value, value.text("id"), missingBean(name))));
                    }
                }));
    }

    private String missingRoute(String target) {
        return known.renamed().hint(RenamedNames.Kind.DIRECT, target).orElse("no route answers " + target);
    }

    private String missingBean(String name) {
        return known.renamed().hint(RenamedNames.Kind.BEAN, name).orElse("bean " + name + " does not exist");
    }

    private static RouteProblem at(RouteFile file, Yaml step, String id, String reason) {
        return new RouteProblem(file.place(), step.line(), id, reason);
    }
}
