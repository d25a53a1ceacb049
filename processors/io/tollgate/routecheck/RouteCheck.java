package io.tollgate.routecheck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks a set of routes before any of it runs: no file is delivered without payment, no message content is logged, and
 * every bean and receiver exists. A set with problems is not loaded, neither at the start nor at a reload.
 */
public final class RouteCheck {
    private final List<String> shipped;
    private final List<String> optional;
    private Known known;

    /**
     * @param shipped  names of all files that a gateway may load; the beans that they call are those that exist
     * @param optional names of those that only some settings load; the routes in them may be missing
     */
    public RouteCheck(List<String> shipped, List<String> optional) {
        this.shipped = List.copyOf(shipped);
        this.optional = List.copyOf(optional);
    }

    /**
     * Names in the shipped files. They are read only when an operator has changed a file, because reading takes time at
     * the start.
     *
     * @param bound    beans that the shipped routes call
     * @param optional receivers in optional files
     */
    record Known(Set<String> bound, Set<String> optional, RenamedNames renamed) {
        static Known read(List<String> shipped, List<String> optional) {
            Set<String> bound = new HashSet<>();
            Set<String> sources = new HashSet<>();
            for (RouteFile file : new BuiltInRoutes(optional).files().values()) {
                ParsedRoutes.of(List.of(file)).routes().forEach(route -> sources.add(route.source()));
            }
            for (RouteFile file : new BuiltInRoutes(shipped).files().values()) {
                ParsedRoutes.of(List.of(file))
                        .trees()
                        .values()
                        .forEach(tree -> tree.walk(
                                (key, value) -> StepTarget.bean(key, value).ifPresent(bound::add)));
            }
            return new Known(bound, sources, RenamedNames.read());
        }
    }

    synchronized Known known() {
        if (known == null) {
            known = Known.read(shipped, optional);
        }
        return known;
    }

    /** All problems, in the order of files and lines. */
    public List<RouteProblem> problems(RouteSet set) {
        ParsedRoutes parsed = ParsedRoutes.of(set.files());
        List<RouteProblem> problems = new ArrayList<>(parsed.problems());
        problems.addAll(LogRule.check(parsed));
        problems.addAll(ForbiddenOptionsRule.check(parsed));
        if (parsed.problems().isEmpty()) {
            List<RouteProblem> names = new ArrayList<>(WiringRule.check(parsed, known()));
            names.addAll(RenamedNamesRule.check(parsed, known().renamed()));
            if (names.stream().noneMatch(RenamedNames::isHint)) {
                // under old names every step of the sale seems to be missing
                problems.addAll(PaymentGateRule.check(parsed));
            }
            problems.addAll(names);
        }
        problems.sort(Comparator.comparing(RouteProblem::place).thenComparing(RouteProblem::line));
        return problems;
    }

    /** @throws InvalidRoutesException when the set has problems; the unchanged shipped set is not checked again */
    public void requireValid(RouteSet set) throws InvalidRoutesException {
        if (!set.shipped()) {
            List<RouteProblem> problems = problems(set);
            if (!problems.isEmpty()) {
                throw new InvalidRoutesException(problems);
            }
        }
    }
}
