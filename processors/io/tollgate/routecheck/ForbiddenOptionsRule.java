package io.tollgate.routecheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses what would lead past the other rules: receivers that a message chooses, steps reached by other names than
 * their own, and the switches of Camel that advisories warn of.
 */
final class ForbiddenOptionsRule {
    private static final Set<String> CHOSEN_BY_MESSAGE = Set.of("recipientList", "routingSlip", "dynamicRouter");
    private static final Set<String> UNSAFE =
            Set.of("transferException", "allowJavaSerializedObject", "skipSendToOriginalEndpoint");
    private static final Pattern IN_TEXT =
            Pattern.compile("(transferException|allowJavaSerializedObject)=(?!false)[^&]*");
    private static final Pattern HIDDEN_CALL = Pattern.compile("bean:(deliver|grantEntitlement|grantFree|openBlob)\\b");

    /** Addresses that our own steps take from the settings. */
    private static final Pattern CONFIGURED =
            Pattern.compile("\\$\\{exchangeProperty\\.[a-zA-Z]+\\.(url}/[a-z0-9/]+|endpoint})");

    /** A placeholder that could stand for a route of the sale. */
    private static final Pattern HIDDEN_TARGET =
            Pattern.compile("^(direct|seda|bean|ref|kamelet):.*\\{\\{|^\\{\\{(?!tollgate\\.[a-z.-]+}})");

    private ForbiddenOptionsRule() {}

    static List<RouteProblem> check(ParsedRoutes reading) {
        List<RouteProblem> findings = new ArrayList<>();
        reading.trees()
                .forEach((file, tree) -> tree.walk((key, value) -> {
                    if (CHOSEN_BY_MESSAGE.contains(key)) {
                        findings.add(at(file, value, key + " sends where the message says; name the receiver in a to"));
                    }
                    String target = StepTarget.of(key, value);
                    if (computed(target)) {
                        findings.add(at(
                                file,
                                value,
                                "sends where the message says; an address is computed after its host only"));
                    }
                    if (HIDDEN_TARGET.matcher(target).find()) {
                        findings.add(at(
                                file, value, "hides its receiver in a placeholder; only {{tollgate.…}} may begin one"));
                    }
                    if (StepTarget.ENRICHERS.contains(key) && target.isEmpty()) {
                        findings.add(at(file, value, key + " sends where the message says; use constant or simple"));
                    }
                    if (UNSAFE.contains(key) && !value.text().equals("false")
                            || IN_TEXT.matcher(value.text()).find()) {
                        findings.add(at(file, value, key + " is a switch that security advisories warn of"));
                    }
                    if (!key.equals("ref")
                            && !key.equals("uri")
                            && HIDDEN_CALL.matcher(value.text()).find()
                            && !StepTarget.SENDERS.contains(key)
                            && !key.equals("process")) {
                        findings.add(at(file, value, "calls a step of the sale from within " + key + "; use process"));
                    }
                }));
        return findings;
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
