package io.tollgate.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The test methods of each test class by simple name, read from the sources so that no class is loaded. */
record TestSources(Map<String, Set<String>> methods) {
    private static final Pattern TEST = Pattern.compile("(?s)@(?:Parameterized|Repeated)?Test\\b.*?\\bvoid (\\w+)\\(");

    static TestSources read() {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            return new TestSources(files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            TestSources::name, TestSources::tests, (one, other) -> one, TreeMap::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static Set<String> tests(Path file) {
        try {
            return TEST.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
