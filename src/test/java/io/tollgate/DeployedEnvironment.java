package io.tollgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The environment variables of the deployed tasks and functions, which the build of infra/ writes to src/aws. */
public final class DeployedEnvironment {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "src/aws/environment");
    private static final String SECRET = "<secret>";

    private DeployedEnvironment() {}

    /** @param secrets the values for exactly the names whose value is in Secrets Manager */
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
        Map<String, String> withSecrets = new TreeMap<>(environment);
        withSecrets.values().removeIf(value -> !value.equals(SECRET));
        assertThat(secrets).containsOnlyKeys(withSecrets.keySet());
        environment.putAll(secrets);
        return environment;
    }
}
