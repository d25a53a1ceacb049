package io.tollgate.flows;

import java.util.List;
import java.util.stream.Collectors;

/** A set of routes that is not loaded. The message has one line for each thing that is wrong. */
public final class RefusedRoutes extends Exception {
    private final transient List<Finding> findings;

    public RefusedRoutes(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }
}
