package io.tollgate.routecheck;

/**
 * A problem in a set of routes, and its place.
 *
 * @param place  path of the file; empty when the reason names it
 * @param line   from 1; 0 for a problem of the whole file
 * @param step   id of the step or route; may be empty
 * @param reason one sentence
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
