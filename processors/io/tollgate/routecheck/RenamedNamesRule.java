package io.tollgate.routecheck;

import io.tollgate.routecheck.RenamedNames.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds names of an earlier release that Camel would accept and that would do nothing or fail at the first request:
 * exchange properties, tags of tools, routes that nothing calls any more, and files that no longer replace a shipped
 * one. Beans and receivers that are missing are found by {@link WiringRule}.
 */
final class RenamedNamesRule {
    private static final Pattern PROPERTY = Pattern.compile("exchangeProperty\\.([A-Za-z]+(?:\\.[A-Za-z]+)?)");
    private static final Pattern TAGS = Pattern.compile("^ai-tool:.*[?&]tags=([^&]*)");

    private final ParsedRoutes parsed;
    private final RenamedNames names;
    private final List<RouteProblem> problems = new ArrayList<>();

    private RenamedNamesRule(ParsedRoutes parsed, RenamedNames names) {
        this.parsed = parsed;
        this.names = names;
    }

    static List<RouteProblem> check(ParsedRoutes parsed, RenamedNames names) {
        RenamedNamesRule rule = new RenamedNamesRule(parsed, names);
        rule.checkFiles();
        rule.checkSources();
        rule.checkTexts();
        return rule.problems;
    }

    private void checkFiles() {
        parsed.trees()
                .forEach((file, tree) -> names.hint(Kind.FILE, file.name())
                        .ifPresent(hint -> problems.add(new RouteProblem(file.place(), 0, "", hint))));
    }

    /** A route of the operator's may have any name that is free; it is the old one when the new one is missing. */
    private void checkSources() {
        Set<String> sources = parsed.routes().stream().map(ParsedRoute::source).collect(Collectors.toSet());
        parsed.routes().stream()
                .filter(route -> route.source().startsWith("direct:"))
                .forEach(route -> {
                    String old = route.source();
                    names.find(Kind.DIRECT, old)
                            .filter(now -> !sources.contains(now))
                            .flatMap(now -> names.hint(Kind.DIRECT, old))
                            .ifPresent(hint -> problems.add(at(route.file(), route.from(), route.id(), hint)));
                });
    }

    private void checkTexts() {
        parsed.trees()
                .forEach((file, tree) -> tree.walk((key, value) -> {
                    PROPERTY.matcher(value.text())
                            .results()
                            .forEach(found -> add(file, value, Kind.PROPERTY, found.group(1)));
                    if (key.equals("tags")) {
                        checkTags(file, value, value.text());
                    }
                    Matcher query = TAGS.matcher(value.text());
                    if (key.equals("uri") && query.find()) {
                        checkTags(file, value, query.group(1));
                    }
                }));
    }

    private void checkTags(RouteFile file, Yaml value, String tags) {
        for (String tag : tags.split(",")) {
            add(file, value, Kind.TAG, tag.strip());
        }
    }

    private void add(RouteFile file, Yaml value, Kind kind, String old) {
        names.hint(kind, old).ifPresent(hint -> problems.add(at(file, value, "", hint)));
    }

    private static RouteProblem at(RouteFile file, Yaml value, String step, String reason) {
        return new RouteProblem(file.place(), value.line(), step, reason);
    }
}
