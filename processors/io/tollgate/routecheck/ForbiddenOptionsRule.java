package io.tollgate.routecheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses what would evade the other rules: receivers that a message chooses, steps of the sale that are called
 * indirectly, and Camel options that security advisories warn of.
 */
final class ForbiddenOptionsRule {
    private static final Set<String> CHOSEN_BY_MESSAGE = Set.of("recipientList", "routingSlip", "dynamicRouter");
    private static final Set<String> UNSAFE =
            Set.of("transferException", "allowJavaSerializedObject", "skipSendToOriginalEndpoint");
    private static final Pattern IN_TEXT =
            Pattern.compile("(transferException|allowJavaSerializedObject)=(?!false)[^&]*");
    /** Steps that deliver, or lead to a delivery. */
    static final List<String> PROTECTED = List.of("deliver", "grantEntitlement", "grantFree", "openBlob");

    private static final Pattern HIDDEN_CALL = Pattern.compile("bean:(" + String.join("|", PROTECTED) + ")\\b");

    /** Addresses that steps of the gateway take from the settings. */
    private static final Pattern CONFIGURED =
            Pattern.compile("\\$\\{exchangeProperty\\.[a-zA-Z]+\\.(url}/[a-z0-9/]+|endpoint})");

    /** A placeholder that could stand for a route of the sale. */
    private static final Pattern HIDDEN_TARGET =
            Pattern.compile("^(direct|seda|bean|ref|kamelet):.*\\{\\{|^\\{\\{(?!tollgate\\.[a-z.-]+}})");

    private ForbiddenOptionsRule() {}

    static List<RouteProblem> check(ParsedRoutes parsed) {
        List<RouteProblem> problems = new ArrayList<>();
        parsed.trees()
                .forEach((file, tree) -> tree.walk((key, value) -> {
                    if (CHOSEN_BY_MESSAGE.contains(key)) {
                        problems.add(at(file, value, key + " lets the message choose the receiver; name it in a to"));
                    }
                    String target = StepTarget.of(key, value);
                    if (computed(target)) {
                        problems.add(
                                at(
                                        file,
                                        value,
                                        "lets the message choose the receiver; an expression may stand only behind the host of an address"));
                    }
                    if (HIDDEN_TARGET.matcher(target).find()) {
                        problems.add(
                                at(file, value, "hides its receiver in a placeholder; only {{tollgate.…}} is allowed"));
                    }
                    if (StepTarget.ENRICHERS.contains(key) && target.isEmpty()) {
                        problems.add(
                                at(file, value, key + " lets the message choose the receiver; use constant or simple"));
                    }
                    if (UNSAFE.contains(key) && !value.text().equals("false")
                            || IN_TEXT.matcher(value.text()).find()) {
                        problems.add(at(file, value, key + " is an option that security advisories warn of"));
                    }
                    if (!key.equals("ref")
                            && !key.equals("uri")
                            && HIDDEN_CALL.matcher(value.text()).find()
                            && !StepTarget.SENDERS.contains(key)
                            && !key.equals("process")) {
                        problems.add(at(file, value, "calls a step of the sale from within " + key + "; use process"));
                    }
                }));
        return problems;
    }

    /** True when scheme or host come from the message. */
    private static boolean computed(String uri) {
        int expression = uri.indexOf("${");
        return expression >= 0
                && !CONFIGURED.matcher(uri).matches()
                && !uri.substring(0, expression).matches("(https?://|\\{\\{)[^/]+/.*|file:[^$]+");
    }

    private static RouteProblem at(RouteFile file, Yaml value, String reason) {
        return new RouteProblem(file.place(), value.line(), value.text("id"), reason);
    }
}
