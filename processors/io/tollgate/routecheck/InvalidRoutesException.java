package io.tollgate.routecheck;

import java.util.List;
import java.util.stream.Collectors;

/** A set of routes that is not loaded. The message has one line for each thing that is wrong. */
public final class InvalidRoutesException extends Exception {
    private final transient List<RouteProblem> findings;

    public InvalidRoutesException(List<RouteProblem> findings) {
        super(findings.stream().map(RouteProblem::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    public List<RouteProblem> findings() {
        return findings;
    }
}
