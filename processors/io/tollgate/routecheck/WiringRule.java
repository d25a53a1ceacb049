package io.tollgate.routecheck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what would fail later: two steps of one name, receivers and beans that are not there, beans replaced. */
final class WiringRule {
    private final Set<String> bound;
    private final ParsedRoutes reading;
    private final List<RouteProblem> findings = new ArrayList<>();

    private WiringRule(ParsedRoutes reading, Set<String> bound) {
        this.reading = reading;
        this.bound = bound;
    }

    /**
     * @param bound    names of the beans that the program has
     * @param optional receivers that need not be there
     */
    static List<RouteProblem> check(ParsedRoutes reading, Set<String> bound, Set<String> optional) {
        WiringRule rule = new WiringRule(reading, bound);
        rule.ids();
        Set<String> declared = rule.beans();
        rule.targets(declared, optional);
        return rule.findings;
    }

    private void ids() {
        Map<String, String> seen = new HashMap<>();
        reading.flows().forEach(flow -> {
            id(seen, flow.file(), flow.body());
            for (Yaml step : flow.steps()) {
                step.walk((key, value) -> id(seen, flow.file(), value));
            }
            if (flow.id().isEmpty()) {
                findings.add(new RouteProblem(flow.file().place(), flow.body().line(), "", "the route has no id"));
            }
        });
    }

    private void id(Map<String, String> seen, RouteFile file, Yaml named) {
        named.get("id").filter(id -> !id.text().isEmpty()).ifPresent(id -> {
            String here = file.place() + " line " + id.line();
            String before = seen.putIfAbsent(id.text(), here);
            if (before != null && !before.equals(here)) {
                findings.add(new RouteProblem(file.place(), id.line(), id.text(), "is the id of " + before + " too"));
            }
        });
    }

    private Set<String> beans() {
        Set<String> declared = new HashSet<>();
        reading.trees().forEach((file, tree) -> {
            for (Yaml element : tree.items()) {
                for (Yaml bean : element.get("beans").map(Yaml::items).orElse(List.of())) {
                    String name = bean.text("name");
                    declared.add(name);
                    if (bound.contains(name)) {
                        findings.add(new RouteProblem(
                                file.place(),
                                bean.line(),
                                "",
                                "the bean " + name + " is the gateway's own; take another name"));
                    }
                }
            }
        });
        return declared;
    }

    private void targets(Set<String> declared, Set<String> optional) {
        Set<String> sources = new HashSet<>();
        reading.flows().forEach(flow -> {
            if (!sources.add(flow.source()) && flow.source().startsWith("direct:")) {
                findings.add(
                        at(flow.file(), flow.from(), flow.id(), "another route answers " + flow.source() + " too"));
            }
        });
        reading.trees()
                .forEach((file, tree) -> tree.walk((key, value) -> {
                    String target = StepTarget.of(key, value);
                    if (target.startsWith("direct:")
                            && !target.contains("${")
                            && !target.contains("{{")
                            && !sources.contains(target)
                            && !optional.contains(target)) {
                        findings.add(at(file, value, value.text("id"), "no route answers " + target));
                    }
                    if (key.equals("process") || key.equals("bean")) {
                        StepTarget.bean(key, value)
                                .filter(name ->
                                        !name.startsWith("class:") && !bound.contains(name) && !declared.contains(name))
                                .ifPresent(name ->
                                        findings.add(at(file, value, value.text("id"), "there is no bean " + name)));
                    }
                }));
    }

    private static RouteProblem at(RouteFile file, Yaml step, String id, String reason) {
        return new RouteProblem(file.place(), step.line(), id, reason);
    }
}
