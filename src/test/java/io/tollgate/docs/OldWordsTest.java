package io.tollgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of {@code language/old-words.txt} occur in no source, route, setting or page. */
class OldWordsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final List<String> ENDINGS = List.of(".java", ".yaml", ".properties", ".md", ".mjs", "/run");
    private static final Set<String> FOLDERS_PASSED_OVER = Set.of("target", "node_modules", ".git", "cdk.out");

    /** Files that must name old words: they translate them, or show what an earlier release wrote. */
    private static final List<String> FILES_PASSED_OVER = List.of(
            "processors/io/tollgate/routecheck/RenamedNames.java",
            "src/test/java/io/tollgate/routecheck/RenamedNamesTest.java",
            "src/test/resources/earlier-routes/",
            "src/test/resources/language/",
            "src/test/java/io/tollgate/docs/OldWordsTest.java");

    /** Stored data, an account of Unix, and the rows of the change log that translate names. */
    private static final Pattern ALLOWED =
            Pattern.compile("house-key|house_key|noBody\\(|V\\d+__\\w+\\.sql|\"nobody\"|^  \\| [a-z]+ \\| `.*");

    @Test
    void noSourceRouteSettingOrPageUsesAnOldWord() throws IOException {
        Pattern words = words();
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (words.matcher(ALLOWED.matcher(lines.get(i)).replaceAll("")).find()) {
                    found.add(ROOT.relativize(file) + ":" + (i + 1) + ": "
                            + lines.get(i).strip());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theListFindsWordsAndLeavesLongerOnesAlone() throws IOException {
        Pattern words = words();

        assertThat("It is nobody's, anew").containsPattern(words);
        assertThat("the House rules").containsPattern(words);
        assertThat("an authorisation").containsPattern(words);
        assertThat("a warehouse of tollgates, renewed and authorized").doesNotContainPattern(words);
    }

    private static Pattern words() throws IOException {
        try (InputStream list = OldWordsTest.class.getResourceAsStream("/language/old-words.txt")) {
            String any = new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.joining("|"));
            return Pattern.compile("\\b(?:" + any + ")\\b", Pattern.CASE_INSENSITIVE);
        }
    }

    private static List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String top : List.of("processors", "mcp", "routes", "infra", "docs", "bench", "src")) {
            collect(ROOT.resolve(top), all);
        }
        try (Stream<Path> pages = Files.list(ROOT)) {
            pages.filter(OldWordsTest::isRead).forEach(all::add);
        }
        assertThat(all).hasSizeGreaterThan(1_000);
        return all;
    }

    private static void collect(Path folder, List<Path> all) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (!Files.isDirectory(entry)) {
                    if (isRead(entry)) {
                        all.add(entry);
                    }
                } else if (!FOLDERS_PASSED_OVER.contains(entry.getFileName().toString())) {
                    collect(entry, all);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isRead(Path file) {
        String name = ROOT.relativize(file).toString().replace('\\', '/');
        return ENDINGS.stream().anyMatch(name::endsWith)
                && FILES_PASSED_OVER.stream().noneMatch(name::startsWith);
    }
}
