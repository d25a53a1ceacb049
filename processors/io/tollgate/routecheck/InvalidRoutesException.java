package io.tollgate.routecheck;

import java.util.List;
import java.util.stream.Collectors;

/** A set of routes is not loaded. The message has one line for each problem. */
public final class InvalidRoutesException extends Exception {
    private final transient List<RouteProblem> problems;

    public InvalidRoutesException(List<RouteProblem> problems) {
        super(problems.stream().map(RouteProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<RouteProblem> problems() {
        return problems;
    }
}
