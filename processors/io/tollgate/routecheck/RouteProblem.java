package io.tollgate.routecheck;

/**
 * What is wrong with a set of routes, and where.
 *
 * @param place of the file; empty when the reason says it
 * @param line  from 1; 0 when it concerns no line
 * @param step  id of the step or route; empty when there is none
 */
public record RouteProblem(String place, int line, String step, String reason) {
    /** {@code routes/download.camel.yaml line 76, step deliver-file: …} */
    @Override
    public String toString() {
        return place.isEmpty()
                ? reason
                : place + (line > 0 ? " line " + line : "") + (step.isEmpty() ? "" : ", step " + step) + ": " + reason;
    }
}
