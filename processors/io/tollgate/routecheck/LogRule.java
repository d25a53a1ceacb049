package io.tollgate.routecheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Nothing of a message gets into the log: bodies are what is sold, headers hold payments and tokens. A log step may say
 * fixed text, which route and message it is, and what the sale has found out.
 */
final class LogRule {
    private static final Pattern EXPRESSION = Pattern.compile("\\$(?:simple)?\\{([^{}]*)}");
    private static final Pattern HARMLESS =
            Pattern.compile("routeId|stepId|routeGroup|exchangeId|camelId|threadName|threadId|hostName"
                    + "|date:[^{}]*|date-with-timezone:[^{}]*|exchangeProperty\\.sale\\.(free|entitled|asked|signed"
                    + "|resumed|unverified|needed|tokenShown|walletShown)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(?!tollgate\\.)[^}]*}}");

    private LogRule() {}

    static List<RouteProblem> check(ParsedRoutes reading) {
        List<RouteProblem> findings = new ArrayList<>();
        reading.trees().forEach((file, tree) -> steps(file, tree, findings));
        return findings;
    }

    private static void steps(RouteFile file, Yaml tree, List<RouteProblem> findings) {
        tree.walk((kind, step) -> {
            String target = StepTarget.of(kind, step);
            if (kind.equals("log")) {
                told(step.isMap() ? step.text("message") : step.text())
                        .ifPresent(what -> findings.add(at(file, step, "logs " + what)));
                step.get("expression")
                        .or(() -> step.get("simple"))
                        .ifPresent(other -> findings.add(at(file, step, "logs what cannot be read here; use message")));
            } else if (target.startsWith("log:")) {
                findings.add(at(file, step, "logs the body: an endpoint log: writes whole messages"));
            } else if ((kind.equals("trace") || kind.equals("backlogTracing"))
                    && !step.text().equals("false")) {
                findings.add(at(file, step, "logs bodies and headers: tracing writes whole messages"));
            }
        });
    }

    /** What a log message would tell; empty when nothing of the message. */
    private static Optional<String> told(String message) {
        Matcher expressions = EXPRESSION.matcher(message);
        while (expressions.find()) {
            String expression = expressions.group(1).strip();
            if (!HARMLESS.matcher(expression).matches()) {
                return Optional.of(named(expression));
            }
        }
        if (EXPRESSION.matcher(message).replaceAll("").contains("${")) {
            return Optional.of("an expression within an expression");
        }
        Matcher placeholder = PLACEHOLDER.matcher(message);
        return placeholder.find()
                ? Optional.of(placeholder.group() + ", which may be a secret; only {{tollgate.…}} is none")
                : Optional.empty();
    }

    private static String named(String expression) {
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
