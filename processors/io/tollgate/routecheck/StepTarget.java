package io.tollgate.routecheck;

import java.util.Optional;
import java.util.Set;

/** Where a step sends a message, and which bean it calls. */
final class StepTarget {
    static final Set<String> SENDERS = Set.of("to", "toD", "wireTap", "poll");

    /** Steps whose receiver is an expression. */
    static final Set<String> ENRICHERS = Set.of("enrich", "pollEnrich");

    private StepTarget() {}

    /** The endpoint of a step that sends, without its query; empty for other steps. */
    static String of(String kind, Yaml step) {
        if (ENRICHERS.contains(kind)) {
            Yaml expression = step.get("expression").orElse(step);
            return withoutQuery(expression
                    .get("constant")
                    .or(() -> expression.get("simple"))
                    .map(text -> text.isMap() ? text.text("expression") : text.text())
                    .orElse(""));
        }
        if (!SENDERS.contains(kind)) {
            return "";
        }
        return withoutQuery(step.isMap() ? step.text("uri") : step.text());
    }

    static String withoutQuery(String uri) {
        int query = uri.indexOf('?');
        String plain = query < 0 ? uri : uri.substring(0, query);
        return plain.replaceFirst("^direct://", "direct:");
    }

    /** The name of the bean that a step calls, in every notation that Camel has for it. */
    static Optional<String> bean(String kind, Yaml step) {
        return switch (kind) {
            case "process", "bean" ->
                Optional.of(step.isMap() ? step.text("ref") : step.text())
                        .filter(ref -> !ref.isEmpty())
                        .map(StepTarget::plain);
            case "to", "toD", "wireTap" ->
                Optional.of(of(kind, step))
                        .filter(uri -> uri.startsWith("bean:") || uri.startsWith("ref:"))
                        .map(uri -> uri.substring(uri.indexOf(':') + 1))
                        .map(StepTarget::plain);
            default -> Optional.empty();
        };
    }

    static String plain(String ref) {
        String name = ref.startsWith("#bean:") ? ref.substring("#bean:".length()) : ref;
        return name.startsWith("#") ? name.substring(1) : name;
    }
}
