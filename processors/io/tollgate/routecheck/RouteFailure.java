package io.tollgate.routecheck;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;

/** Describes in one line why routes did not start, with the file where Camel names it. */
final class RouteFailure {
    private static final Pattern IN_MESSAGE = Pattern.compile("(?:in|at|resource)[ :]+(\\S+?\\.camel\\.yaml)");
    private static final int MAX_LENGTH = 400;

    private RouteFailure() {}

    /** @param set the routes that did not start; null when they could not be read */
    static String describe(Throwable failure, RouteSet set) {
        String reason = reason(failure);
        Optional<ParsedRoute> route = set == null
                ? Optional.empty()
                : routeId(failure)
                        .flatMap(id -> ParsedRoutes.of(set.files()).routes().stream()
                                .filter(one -> one.id().equals(id))
                                .findFirst());
        if (route.isPresent()) {
            ParsedRoute found = route.get();
            return new RouteProblem(found.file().place(), found.body().line(), found.id(), reason).toString();
        }
        return reason;
    }

    private static Optional<String> routeId(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException create) {
                return Optional.ofNullable(create.getRouteId());
            }
            if (cause instanceof FailedToStartRouteException start) {
                return Optional.ofNullable(start.getRouteId());
            }
        }
        return Optional.empty();
    }

    /** The innermost cause has the reason; the outer ones repeat the route. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = String.valueOf(cause.getMessage() == null ? cause : cause.getMessage())
                .replaceAll("\\s+", " ")
                .strip();
        Matcher place = IN_MESSAGE.matcher(String.valueOf(failure.getMessage()));
        String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
        return place.find() && !shown.contains(place.group(1)) ? place.group(1) + ": " + shown : shown;
    }
}
