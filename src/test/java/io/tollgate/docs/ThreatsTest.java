package io.tollgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/threats.md names tests that exist, and lists every attack that a test names. A test names an attack by the
 * beginning of its method name: {@code m03_…} is M3, {@code r17r18…} is R17 and R18.
 */
class ThreatsTest {
    private static final Pattern IDS = Pattern.compile("^(?:[rm]\\d{1,2})+(?=[A-Z_])");
    private static final Pattern ID = Pattern.compile("([rm])(\\d{1,2})");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([RM]\\d{1,2}) \\|.*\\| (.*) \\|$");
    private static final Pattern REFERENCE = Pattern.compile("`(\\w+)(?:#(\\w+)(\\*?))?`");

    private final TestSources tests = TestSources.read();
    private final String page;

    ThreatsTest() throws IOException {
        page = Files.readString(Path.of("docs", "threats.md"));
    }

    @Test
    void everyTestOnThePageExists() {
        List<String> missing = rows().flatMap(
                        row -> REFERENCE.matcher(row.group(2)).results())
                .filter(reference -> !exists(reference))
                .map(MatchResult::group)
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void everyAttackHasATestOrTheWordsThatItHasNone() {
        assertThat(rows().map(row -> row.group(2)))
                .hasSizeGreaterThan(60)
                .allMatch(cell -> REFERENCE.matcher(cell).find() || cell.contains("ot covered by a test"));
    }

    @Test
    void everyAttackThatATestNamesIsOnThePageOnce() {
        List<String> listed = rows().map(row -> row.group(1)).toList();
        Set<String> named = tests.methods().values().stream()
                .flatMap(Set::stream)
                .flatMap(method -> attacks(method).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(40).isSubsetOf(listed);
        assertThat(listed).doesNotHaveDuplicates();
    }

    private Stream<MatchResult> rows() {
        return ROW.matcher(page).results();
    }

    private boolean exists(MatchResult reference) {
        Set<String> methods = tests.methods().getOrDefault(reference.group(1), Set.of());
        String method = reference.group(2);
        if (method == null) {
            return !methods.isEmpty();
        }
        return reference.group(3).isEmpty()
                ? methods.contains(method)
                : methods.stream().map(ThreatsTest::attacks).anyMatch(ids -> ids.containsAll(attacks(method + "_")));
    }

    /** The attacks that a method names: R17 and R18 for {@code r17r18AnUnknownSettlement}. */
    private static Set<String> attacks(String method) {
        Matcher ids = IDS.matcher(method);
        return ids.find()
                ? ID.matcher(ids.group())
                        .results()
                        .map(id -> id.group(1).toUpperCase(Locale.ROOT) + Integer.parseInt(id.group(2)))
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
