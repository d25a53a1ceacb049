package io.tollgate.routecheck;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;

/** Says in one line which file kept routes from starting, as far as Camel tells. */
final class RouteFailure {
    private static final Pattern IN_MESSAGE = Pattern.compile("(?:in|at|resource)[ :]+(\\S+?\\.camel\\.yaml)");
    private static final int MAX_LENGTH = 400;

    private RouteFailure() {}

    /** @param set that was to start; null when it could not even be read */
    static String told(Throwable failure, RouteSet set) {
        String reason = reason(failure);
        Optional<ParsedRoute> flow = set == null
                ? Optional.empty()
                : routeId(failure)
                        .flatMap(id -> ParsedRoutes.of(set.files()).flows().stream()
                                .filter(one -> one.id().equals(id))
                                .findFirst());
        if (flow.isPresent()) {
            ParsedRoute found = flow.get();
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

    /** The innermost cause says what is wrong; those around it repeat the route. */
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
