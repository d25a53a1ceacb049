package io.tollgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What the template of the deployment tells tasks and function, as the build of infra/ keeps it in src/aws. */
public final class DeployedEnvironment {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "src/aws/environment");
    private static final String SECRET = "<secret>";

    private DeployedEnvironment() {}

    /** @param secrets one for each name whose value is in Secrets Manager, and no other */
    public static Map<String, String> read(String file, Map<String, String> secrets) {
        Map<String, String> environment = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(FOLDER.resolve(file))) {
                String[] pair = line.split("=", 2);
                environment.put(pair[0], pair[1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> hidden = new TreeMap<>(environment);
        hidden.values().removeIf(value -> !value.equals(SECRET));
        assertThat(secrets).containsOnlyKeys(hidden.keySet());
        environment.putAll(secrets);
        return environment;
    }
}
