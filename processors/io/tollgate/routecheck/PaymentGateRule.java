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
 * Walks every way that a request can take and looks what it has passed when a file is handed over. A way passes a step
 * for certain only when the step stands in it, not behind a condition that somebody else's words decide. Without an
 * entitlement delivery fails anyway; this says so when the routes are loaded, and names the step.
 */
final class PaymentGateRule {
    private static final String DELIVER = "deliver";
    private static final String GRANT = "grantEntitlement";
    private static final String ENTITLED = "(entitled)";
    private static final Set<String> GRANTS = Set.of(GRANT, "grantFree", ENTITLED);

    /** What has to be behind a payment before it is good for a file, and what to say when it is not. */
    private static final Map<String, String> BEFORE_GRANT = beforeGrant();

    /** Conditions that our own steps decide. */
    private static final Pattern TRUSTED_CONDITION =
            Pattern.compile("\\$\\{exchangeProperty\\.sale\\.[a-zA-Z]+}( == (true|false))?");

    private static final String IS_ENTITLED = "${exchangeProperty.sale.entitled}";
    private static final Set<String> IN_ORDER =
            Set.of("pipeline", "step", "loop", "doTry", "circuitBreaker", "transacted", "policy", "throttle", "delay");

    private final Map<String, ParsedRoute> byDirect = new LinkedHashMap<>();
    private final Deque<ParsedRoute> way = new ArrayDeque<>();
    private final Deque<Yaml> calls = new ArrayDeque<>();
    private final Set<RouteProblem> findings = new LinkedHashSet<>();

    private PaymentGateRule(ParsedRoutes reading) {
        reading.flows().forEach(flow -> byDirect.put(flow.source(), flow));
    }

    private static Map<String, String> beforeGrant() {
        Map<String, String> before = new LinkedHashMap<>();
        before.put("checkSignature", "the signature is not checked");
        before.put("resumeKnownPayment", "the ledger is not asked whether this payment was used before");
        before.put("matchTerms", "the payment is not compared with the price");
        before.put("claimPayment", "the payment is not claimed, so two requests could both be served for it");
        before.put("openBlob", "nobody made sure that the file can be read before charging for it");
        before.put("beginSettling", "the ledger does not know of the settlement before it is sent");
        before.put("direct:facilitator-settle", "no money was moved");
        return before;
    }

    static List<RouteProblem> check(ParsedRoutes reading) {
        PaymentGateRule rule = new PaymentGateRule(reading);
        for (ParsedRoute flow : reading.flows()) {
            if (!flow.source().startsWith("direct:")) {
                rule.follow(flow, Set.of());
            }
        }
        reading.handlers().forEach(handler -> rule.follow(handler, Set.of()));
        return new ArrayList<>(rule.findings);
    }

    private Set<String> follow(ParsedRoute flow, Set<String> passed) {
        if (way.contains(flow)) {
            return passed;
        }
        way.push(flow);
        Set<String> after = run(flow, flow.steps(), passed);
        way.pop();
        return after;
    }

    private Set<String> run(ParsedRoute flow, List<Yaml> steps, Set<String> before) {
        Set<String> passed = before;
        for (Yaml step : steps) {
            for (Yaml.Entry entry : step.entries()) {
                passed = step(flow, entry.key(), entry.value(), passed);
            }
        }
        return passed;
    }

    private Set<String> step(ParsedRoute flow, String kind, Yaml step, Set<String> before) {
        Set<String> after = new HashSet<>(before);
        StepTarget.bean(kind, step).ifPresent(bean -> {
            look(flow, bean, step, before);
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
            return choose(flow, step, after);
        }
        return nested(flow, kind, step, after);
    }

    private Set<String> nested(ParsedRoute flow, String kind, Yaml step, Set<String> before) {
        Set<String> inside = new HashSet<>(before);
        if (condition(step).equals(IS_ENTITLED)) {
            inside.add(ENTITLED);
        }
        Set<String> after =
                step.get("steps").map(steps -> run(flow, steps.items(), inside)).orElse(before);
        for (String branch : List.of("doCatch", "doFinally", "onFallback", "onWhen")) {
            step.get(branch).ifPresent(other -> {
                List<Yaml> all = other.isList() ? other.items() : List.of(other);
                all.forEach(one -> one.get("steps").ifPresent(steps -> run(flow, steps.items(), before)));
            });
        }
        boolean certain = kind.equals("filter")
                ? TRUSTED_CONDITION.matcher(condition(step)).matches()
                        && !condition(step).equals(IS_ENTITLED)
                : IN_ORDER.contains(kind);
        return certain ? after : before;
    }

    /** Passed is what every branch passes. */
    private Set<String> choose(ParsedRoute flow, Yaml choice, Set<String> before) {
        List<Set<String>> ends = new ArrayList<>();
        for (Yaml when : choice.get("when").map(Yaml::items).orElse(List.of())) {
            Set<String> inside = new HashSet<>(before);
            if (condition(when).equals(IS_ENTITLED)) {
                inside.add(ENTITLED);
            }
            ends.add(when.get("steps")
                    .map(steps -> run(flow, steps.items(), inside))
                    .orElse(inside));
        }
        ends.add(choice.get("otherwise")
                .flatMap(otherwise -> otherwise.get("steps"))
                .map(steps -> run(flow, steps.items(), before))
                .orElse(before));
        Set<String> common = new HashSet<>(ends.get(0));
        ends.forEach(common::retainAll);
        return common;
    }

    private void look(ParsedRoute flow, String bean, Yaml step, Set<String> passed) {
        if (bean.equals(DELIVER) && GRANTS.stream().noneMatch(passed::contains)) {
            findings.add(handedOver(step));
        }
        if (bean.equals(GRANT)) {
            BEFORE_GRANT.forEach((needed, reason) -> {
                if (!passed.contains(needed)) {
                    findings.add(at(flow, step, "grants a download, but " + reason));
                }
            });
        }
    }

    /** Named is the step of the route that the request came in by, since that is where the gate is missing. */
    private RouteProblem handedOver(Yaml step) {
        ParsedRoute first = way.peekLast();
        return at(
                first,
                calls.isEmpty() ? step : calls.peekLast(),
                "hands over a file that nobody has paid for: this way from " + first.source()
                        + " does not pass direct:verify-settle");
    }

    private static RouteProblem at(ParsedRoute flow, Yaml step, String reason) {
        String id = step.text("id");
        return new RouteProblem(flow.file().place(), step.line(), id.isEmpty() ? flow.id() : id, reason);
    }

    /** The condition of a filter or a when, in the language simple; other languages are nobody's word. */
    private static String condition(Yaml step) {
        Yaml holder = step.get("expression").orElse(step);
        return holder.get("simple")
                .map(simple -> simple.isMap() ? simple.text("expression") : simple.text())
                .orElse("")
                .strip();
    }
}
