package io.tollgate.routecheck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks through a set of routes before any of it runs: that no file is handed over past the gate, that nothing of a
 * message is logged, that every receiver is there. What it refuses is not loaded, at the start and at a reload.
 */
public final class RouteCheck {
    private final List<String> shipped;
    private final List<String> optional;
    private Known known;

    /**
     * @param shipped every file that a gateway may load: the beans that they call are those that there are
     * @param optional those of them that are loaded by a setting only: what they answer may be missing
     */
    public RouteCheck(List<String> shipped, List<String> optional) {
        this.shipped = List.copyOf(shipped);
        this.optional = List.copyOf(optional);
    }

    /** What the shipped files name. Read when somebody has changed one, so that a start without changes does not wait. */
    private record Known(Set<String> bound, Set<String> optional) {
        static Known read(List<String> shipped, List<String> optional) {
            Set<String> bound = new HashSet<>();
            Set<String> sources = new HashSet<>();
            for (RouteFile file : new BuiltInRoutes(optional).files().values()) {
                ParsedRoutes.of(List.of(file)).flows().forEach(flow -> sources.add(flow.source()));
            }
            for (RouteFile file : new BuiltInRoutes(shipped).files().values()) {
                ParsedRoutes.of(List.of(file))
                        .trees()
                        .values()
                        .forEach(tree -> tree.walk(
                                (key, value) -> StepTarget.bean(key, value).ifPresent(bound::add)));
            }
            return new Known(bound, sources);
        }
    }

    private synchronized Known known() {
        if (known == null) {
            known = Known.read(shipped, optional);
        }
        return known;
    }

    /** What is wrong, in the order of files and lines; empty when nothing is. */
    public List<RouteProblem> findings(RouteSet set) {
        ParsedRoutes reading = ParsedRoutes.of(set.files());
        List<RouteProblem> findings = new ArrayList<>(reading.findings());
        findings.addAll(LogRule.check(reading));
        findings.addAll(ForbiddenOptionsRule.check(reading));
        if (reading.findings().isEmpty()) {
            findings.addAll(PaymentGateRule.check(reading));
            findings.addAll(WiringRule.check(reading, known().bound(), known().optional()));
        }
        findings.sort(Comparator.comparing(RouteProblem::place).thenComparing(RouteProblem::line));
        return findings;
    }

    /** @throws InvalidRoutesException when something is wrong; what was shipped and not changed is not looked at again */
    public void pass(RouteSet set) throws InvalidRoutesException {
        if (!set.shipped()) {
            List<RouteProblem> findings = findings(set);
            if (!findings.isEmpty()) {
                throw new InvalidRoutesException(findings);
            }
        }
    }
}
