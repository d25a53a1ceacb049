package io.tollgate.contracts;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names that exist only as literals in the sources: metrics, and the codes of problem documents. */
final class SourceNames {
    private static final Pattern PROBLEM = Pattern.compile("(?:\\bProblem\\.(?:of|retry)|ProblemAnswer\\.send)\\(\\s*"
            + "(?:context,\\s*)?(?:(\\d{3}),\\s*\"([a-z0-9_]+)\")?");
    private static final Pattern METER = Pattern.compile(
            "(?:\\b(Counter|Gauge|MultiGauge|Timer)\\.builder\\(|count\\(|METER =)\\s*\"(tollgate\\.[a-z.]+)\"");
    private static final Pattern UNIT = Pattern.compile("\\.baseUnit\\(\"([a-z]+)\"\\)");
    private static final Pattern TAG = Pattern.compile("(?:\\.tag|Tags\\.of)\\(\\s*\"([a-z]+)\"");
    private static final Pattern PAIRS = Pattern.compile("meters\\.counter\\(METER, ([^;]*)\\)");
    private static final Pattern COUNT = Pattern.compile("Counter\\.builder\\(name\\)[^;]*");
    private static final Pattern KEY = Pattern.compile("\"([a-z]+)\", ");

    /** A metric under its Prometheus name. */
    record Metric(String name, String kind, Set<String> tags) {}

    private final Map<String, String> sources = new TreeMap<>();

    static SourceNames read() {
        SourceNames names = new SourceNames();
        for (String root : List.of("processors", "mcp")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> names.sources.put(file.toString(), text(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Statuses by code. */
    Map<String, Set<String>> problems() {
        Map<String, Set<String>> problems = new TreeMap<>();
        sources.values()
                .forEach(text -> PROBLEM.matcher(text)
                        .results()
                        .filter(found -> found.group(1) != null)
                        .forEach(found -> problems.computeIfAbsent(found.group(2), code -> new TreeSet<>())
                                .add(found.group(1))));
        return problems;
    }

    /** Files that make a problem whose code is not a literal. */
    List<String> computedProblems() {
        return sources.entrySet().stream()
                .filter(source ->
                        PROBLEM.matcher(source.getValue()).results().anyMatch(found -> found.group(1) == null))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<Metric> metrics() {
        Map<String, Metric> metrics = new TreeMap<>();
        sources.values().stream().filter(text -> text.contains("io.micrometer")).forEach(text -> {
            Matcher meter = METER.matcher(text);
            while (meter.find()) {
                int end = text.indexOf(';', meter.end());
                Metric metric = metric(text, meter.group(1), meter.group(2), text.substring(meter.end(), end));
                metrics.put(metric.name(), metric);
            }
        });
        return new ArrayList<>(metrics.values());
    }

    private static Metric metric(String text, String builder, String name, String definition) {
        String kind = builder == null ? "Counter" : builder.replace("Multi", "");
        Matcher unit = UNIT.matcher(definition);
        String prometheus = new PrometheusNamingConvention()
                .name(name, Meter.Type.valueOf(kind.toUpperCase(Locale.ROOT)), unit.find() ? unit.group(1) : null);
        return new Metric(
                kind.equals("Counter") ? prometheus + "_total" : prometheus,
                kind.toLowerCase(Locale.ROOT),
                tags(text, builder, definition));
    }

    /** A metric without a builder of its own is made by the method count of its class, or by the registry. */
    private static Set<String> tags(String text, String builder, String definition) {
        Set<String> tags = new TreeSet<>();
        if (builder == null) {
            COUNT.matcher(text)
                    .results()
                    .flatMap(chain -> TAG.matcher(chain.group()).results())
                    .forEach(found -> tags.add(found.group(1)));
            PAIRS.matcher(text)
                    .results()
                    .flatMap(call -> KEY.matcher(call.group(1)).results())
                    .forEach(found -> tags.add(found.group(1)));
        } else {
            String scope = builder.equals("MultiGauge") ? text : definition;
            TAG.matcher(scope).results().forEach(found -> tags.add(found.group(1)));
        }
        return tags;
    }
}
