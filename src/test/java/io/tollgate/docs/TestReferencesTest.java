package io.tollgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A test that a page names, as {@code SomeTest} or {@code SomeTest.itsMethod}, exists. */
class TestReferencesTest {
    private static final Pattern REFERENCE = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

    private final TestSources tests = TestSources.read();

    static Stream<Path> pages() throws IOException {
        Stream<Path> topLevel = Stream.of("CONTRIBUTING.md", "SECURITY.md").map(Path::of);
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            List<Path> docs =
                    files.filter(file -> file.toString().endsWith(".md")).toList();
            return Stream.concat(topLevel, docs.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTestThatAPageNamesExists(Path page) throws IOException {
        List<String> missing = REFERENCE
                .matcher(Files.readString(page))
                .results()
                .filter(reference -> !exists(reference))
                .map(MatchResult::group)
                .toList();

        assertThat(missing).isEmpty();
    }

    private boolean exists(MatchResult reference) {
        Set<String> methods = tests.methods().getOrDefault(reference.group(1), Set.of());
        String method = reference.group(2);
        return method == null ? !methods.isEmpty() : methods.contains(method);
    }
}
