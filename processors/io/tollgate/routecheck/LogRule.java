package io.tollgate.routecheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps message content out of the log, because bodies are what is sold and headers hold payments and tokens. A log step
 * may write fixed text, ids of the route and the message, and the state of the sale.
 */
final class LogRule {
    private static final Pattern EXPRESSION = Pattern.compile("\\$(?:simple)?\\{([^{}]*)}");
    /** Properties of the sale that are true or false. */
    static final List<String> SALE_STATES = List.of(
            "free",
            "entitled",
            "quoteOnly",
            "signed",
            "resumed",
            "unverified",
            "blobRequired",
            "tokenPresented",
            "signInPresented");

    private static final Pattern HARMLESS =
            Pattern.compile("routeId|stepId|routeGroup|exchangeId|camelId|threadName|threadId|hostName"
                    + "|date:[^{}]*|date-with-timezone:[^{}]*|exchangeProperty\\.sale\\.("
                    + String.join("|", SALE_STATES) + ")");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(?!tollgate\\.)[^}]*}}");

    private LogRule() {}

    static List<RouteProblem> check(ParsedRoutes parsed) {
        List<RouteProblem> problems = new ArrayList<>();
        parsed.trees().forEach((file, tree) -> steps(file, tree, problems));
        return problems;
    }

    private static void steps(RouteFile file, Yaml tree, List<RouteProblem> problems) {
        tree.walk((kind, step) -> {
            String target = StepTarget.of(kind, step);
            if (kind.equals("log")) {
                violation(step.isMap() ? step.text("message") : step.text())
                        .ifPresent(what -> problems.add(at(file, step, "logs " + what)));
                step.get("expression")
                        .or(() -> step.get("simple"))
                        .ifPresent(other ->
                                problems.add(at(file, step, "logs an expression that cannot be checked; use message")));
            } else if (target.startsWith("log:")) {
                problems.add(at(file, step, "logs the body: an endpoint log: writes whole messages"));
            } else if ((kind.equals("trace") || kind.equals("backlogTracing"))
                    && !step.text().equals("false")) {
                problems.add(at(file, step, "logs bodies and headers: tracing writes whole messages"));
            }
        });
    }

    /** What of the exchange a log message would write; empty when it is harmless. */
    private static Optional<String> violation(String message) {
        Matcher expressions = EXPRESSION.matcher(message);
        while (expressions.find()) {
            String expression = expressions.group(1).strip();
            if (!HARMLESS.matcher(expression).matches()) {
                return Optional.of(describe(expression));
            }
        }
        if (EXPRESSION.matcher(message).replaceAll("").contains("${")) {
            return Optional.of("an expression within an expression");
        }
        Matcher placeholder = PLACEHOLDER.matcher(message);
        return placeholder.find()
                ? Optional.of(placeholder.group() + ", which may be a secret; only {{tollgate.…}} is allowed")
                : Optional.empty();
    }

    private static String describe(String expression) {
        String shown = "${" + expression + "}";
        if (expression.startsWith("body") || expression.contains("bodyAs")) {
            return "the body, " + shown;
        }
        return expression.startsWith("header") || expression.startsWith("in.header")
                ? "a header, " + shown
                : shown + ", which may hold what is sold or paid with";
    }

    private static RouteProblem at(RouteFile file, Yaml step, String reason) {
        return new RouteProblem(file.place(), step.line(), step.text("id"), reason);
    }
}
