package io.tollgate.routecheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The names that route files may have from an earlier release, and what each is called now. The table is the resource
 * {@code renamed.tsv}: kind, old name, new name.
 */
final class RenamedNames {
    private static final String NOW = " is now called ";

    private final Map<Kind, Map<String, String>> names;

    /**
     * What a name belongs to. No route file refers to the id of a shipped route or step; they are listed for dashboards
     * and the change log.
     */
    enum Kind {
        BEAN,
        /** With the scheme: {@code direct:deliver}. */
        DIRECT,
        ROUTE,
        STEP,
        PROPERTY,
        TAG,
        FILE
    }

    private RenamedNames(Map<Kind, Map<String, String>> names) {
        this.names = names;
    }

    static RenamedNames read() {
        try (InputStream in = RenamedNames.class.getResourceAsStream("renamed.tsv")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RenamedNames parse(String table) {
        Map<Kind, Map<String, String>> names = new HashMap<>();
        table.lines().forEach(line -> {
            String[] fields = line.split("\t");
            names.computeIfAbsent(Kind.valueOf(fields[0].toUpperCase(Locale.ROOT)), kind -> new HashMap<>())
                    .put(fields[1], fields[2]);
        });
        return new RenamedNames(names);
    }

    /** All renamed names of a kind: old name, new name. */
    Map<String, String> of(Kind kind) {
        return names.getOrDefault(kind, Map.of());
    }

    /** What a bean, route or file is called now; empty when it was not renamed. */
    Optional<String> find(Kind kind, String old) {
        return Optional.ofNullable(of(kind).get(old));
    }

    static boolean isHint(RouteProblem problem) {
        return problem.reason().contains(NOW);
    }

    /** A sentence for the operator, for example {@code bean lookInLedger is now called resumeKnownPayment}. */
    Optional<String> hint(Kind kind, String old) {
        String what = kind == Kind.DIRECT ? "route" : kind.name().toLowerCase(Locale.ROOT);
        return find(kind, old).map(now -> what + " " + old + NOW + now);
    }
}
