package io.tollgate.routecheck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Follows every path that a request can take through the routes and checks which steps it has passed when a file is
 * delivered. A step behind a condition counts as passed only when the condition depends on the sale alone, not on data of
 * the client. Delivery without an entitlement fails at run time too; this rule reports it when the routes are loaded.
 */
final class PaymentGateRule {
    private static final String DELIVER = "deliver";
    private static final String GRANT = "grantEntitlement";
    private static final String ENTITLED = "(entitled)";
    private static final Set<String> GRANTS = Set.of(GRANT, "grantFree", ENTITLED);

    /** What a path must have passed before it grants a download, and the problem when it has not. */
    private static final Map<String, String> BEFORE_GRANT = beforeGrant();

    /** Conditions whose value the steps of the gateway decide. */
    private static final Pattern TRUSTED_CONDITION =
            Pattern.compile("\\$\\{exchangeProperty\\.sale\\.[a-zA-Z]+}( == (true|false))?");

    private static final String IS_ENTITLED = "${exchangeProperty.sale.entitled}";
    private static final Set<String> IN_ORDER =
            Set.of("pipeline", "step", "loop", "doTry", "circuitBreaker", "transacted", "policy", "throttle", "delay");

    private final Map<String, ParsedRoute> byDirect = new LinkedHashMap<>();
    private final Deque<ParsedRoute> path = new ArrayDeque<>();
    private final Deque<Yaml> calls = new ArrayDeque<>();
    private final Set<RouteProblem> problems = new LinkedHashSet<>();

    private PaymentGateRule(ParsedRoutes parsed) {
        parsed.routes().forEach(route -> byDirect.put(route.source(), route));
    }

    /** Beans and {@code direct:} routes that this rule knows by name. */
    static Set<String> names() {
        Set<String> names = new HashSet<>(BEFORE_GRANT.keySet());
        names.addAll(GRANTS);
        names.remove(ENTITLED);
        names.add(DELIVER);
        return names;
    }

    private static Map<String, String> beforeGrant() {
        Map<String, String> before = new LinkedHashMap<>();
        before.put("checkSignature", "the signature is not checked");
        before.put("resumeKnownPayment", "the ledger is not checked for an earlier use of the payment");
        before.put("matchTerms", "the payment is not compared with the price");
        before.put("claimPayment", "the payment is not claimed, so two requests could use it");
        before.put("openBlob", "the file is not opened before the buyer is charged");
        before.put("beginSettling", "the settlement is not recorded in the ledger before it is sent");
        before.put("direct:facilitator-settle", "the payment is not settled");
        return before;
    }

    static List<RouteProblem> check(ParsedRoutes parsed) {
        PaymentGateRule rule = new PaymentGateRule(parsed);
        for (ParsedRoute route : parsed.routes()) {
            if (!route.source().startsWith("direct:")) {
                rule.follow(route, Set.of());
            }
        }
        parsed.handlers().forEach(handler -> rule.follow(handler, Set.of()));
        return new ArrayList<>(rule.problems);
    }

    private Set<String> follow(ParsedRoute route, Set<String> passed) {
        if (path.contains(route)) {
            return passed;
        }
        path.push(route);
        Set<String> after = run(route, route.steps(), passed);
        path.pop();
        return after;
    }

    private Set<String> run(ParsedRoute route, List<Yaml> steps, Set<String> before) {
        Set<String> passed = before;
        for (Yaml step : steps) {
            for (Yaml.Entry entry : step.entries()) {
                passed = step(route, entry.key(), entry.value(), passed);
            }
        }
        return passed;
    }

    private Set<String> step(ParsedRoute route, String kind, Yaml step, Set<String> before) {
        Set<String> after = new HashSet<>(before);
        StepTarget.bean(kind, step).ifPresent(bean -> {
            judge(route, bean, step, before);
            after.add(bean);
        });
        String target = StepTarget.of(kind, step);
        if (byDirect.containsKey(target)) {
            calls.push(step);
            after.addAll(follow(byDirect.get(target), Set.copyOf(after)));
            calls.pop();
            after.add(target);
        }
        if (kind.equals("choice")) {
            return choose(route, step, after);
        }
        return nested(route, kind, step, after);
    }

    private Set<String> nested(ParsedRoute route, String kind, Yaml step, Set<String> before) {
        Set<String> inside = new HashSet<>(before);
        if (condition(step).equals(IS_ENTITLED)) {
            inside.add(ENTITLED);
        }
        Set<String> after = step.get("steps")
                .map(steps -> run(route, steps.items(), inside))
                .orElse(before);
        for (String branch : List.of("doCatch", "doFinally", "onFallback", "onWhen")) {
            step.get(branch).ifPresent(other -> {
                List<Yaml> all = other.isList() ? other.items() : List.of(other);
                all.forEach(one -> one.get("steps").ifPresent(steps -> run(route, steps.items(), before)));
            });
        }
        boolean certain = kind.equals("filter")
                ? TRUSTED_CONDITION.matcher(condition(step)).matches()
                        && !condition(step).equals(IS_ENTITLED)
                : IN_ORDER.contains(kind);
        return certain ? after : before;
    }

    /** A choice passes what each of its branches passes. */
    private Set<String> choose(ParsedRoute route, Yaml choice, Set<String> before) {
        List<Set<String>> ends = new ArrayList<>();
        for (Yaml when : choice.get("when").map(Yaml::items).orElse(List.of())) {
            Set<String> inside = new HashSet<>(before);
            if (condition(when).equals(IS_ENTITLED)) {
                inside.add(ENTITLED);
            }
            ends.add(when.get("steps")
                    .map(steps -> run(route, steps.items(), inside))
                    .orElse(inside));
        }
        ends.add(choice.get("otherwise")
                .flatMap(otherwise -> otherwise.get("steps"))
                .map(steps -> run(route, steps.items(), before))
                .orElse(before));
        Set<String> common = new HashSet<>(ends.get(0));
        ends.forEach(common::retainAll);
        return common;
    }

    private void judge(ParsedRoute route, String bean, Yaml step, Set<String> passed) {
        if (bean.equals(DELIVER) && GRANTS.stream().noneMatch(passed::contains)) {
            problems.add(unpaidDelivery(step));
        }
        if (bean.equals(GRANT)) {
            BEFORE_GRANT.forEach((needed, reason) -> {
                if (!passed.contains(needed)) {
                    problems.add(at(route, step, "grants a download, but " + reason));
                }
            });
        }
    }

    /** Names the step of the route that took the request, because the payment check is missing there. */
    private RouteProblem unpaidDelivery(Yaml step) {
        ParsedRoute first = path.peekLast();
        return at(
                first,
                calls.isEmpty() ? step : calls.peekLast(),
                "delivers a file without payment: the path from " + first.source()
                        + " does not pass direct:verify-settle");
    }

    private static RouteProblem at(ParsedRoute route, Yaml step, String reason) {
        String id = step.text("id");
        return new RouteProblem(route.file().place(), step.line(), id.isEmpty() ? route.id() : id, reason);
    }

    /** The condition of a filter or a when in the language simple; empty for other languages, which are not trusted. */
    private static String condition(Yaml step) {
        Yaml holder = step.get("expression").orElse(step);
        return holder.get("simple")
                .map(simple -> simple.isMap() ? simple.text("expression") : simple.text())
                .orElse("")
                .strip();
    }
}
