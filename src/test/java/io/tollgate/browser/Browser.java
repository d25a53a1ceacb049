package io.tollgate.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollgate.SharedTestFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installed Chromium, driven by the scripts of {@code src/test/browser}. Where Node, the registry or the browser is
 * missing the tests are skipped with a sentence that says so, or fail with it when the environment has
 * {@code TOLLGATE_REQUIRE_BROWSER=true}.
 */
public final class Browser {
    private static final Logger LOG = LoggerFactory.getLogger(Browser.class);
    private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser");

    private final Path folder;
    private final String chromium;

    private Browser(Path folder, String chromium) {
        this.folder = folder;
        this.chromium = chromium;
    }

    /** Makes the scripts ready to run; ends the calling tests as skipped or failed when that is impossible here. */
    public static Browser install() throws IOException, InterruptedException {
        String chromium = PLACES.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElseGet(() -> missing("no Chromium is installed"));
        Path base = Path.of(System.getProperty("basedir", ""));
        Path target = base.resolve("target/browser");
        SharedTestFolders.prepare(target, () -> {
            try (Stream<Path> files = Files.list(base.resolve("src/test/browser"))) {
                Files.createDirectories(target);
                files.forEach(file -> copy(file, target));
            }
            String wanted = Files.readString(target.resolve("package-lock.json"));
            Path stamp = target.resolve("node_modules/.installed");
            if (!Files.exists(stamp) || !Files.readString(stamp).equals(wanted)) {
                Output output = run(target, "", "npm", "ci", "--prefer-offline", "--loglevel=error");
                if (output.exit() != 0) {
                    missing("npm could not install playwright-core: " + output.text());
                }
                Files.writeString(stamp, wanted);
            }
        });
        return new Browser(target, chromium);
    }

    /** Where scripts put what they photograph. */
    public Path pictures() {
        return folder;
    }

    /** Runs a script to its end and gives the last line it printed. */
    public JsonNode run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        Output output = run(folder, chromium, command.toArray(String[]::new));
        Assertions.assertEquals(0, output.exit(), output::text);
        return new JsonMapper().readTree(output.text().lines().reduce("", (first, last) -> last));
    }

    private static String missing(String sentence) {
        if ("true".equals(System.getenv("TOLLGATE_REQUIRE_BROWSER"))) {
            Assertions.fail("nothing was seen in a browser: " + sentence);
        }
        LOG.warn("Skipped: nothing was seen in a browser: {}", sentence);
        return Assumptions.abort(sentence);
    }

    private static void copy(Path file, Path target) {
        try {
            if (Files.isRegularFile(file)) {
                SharedTestFolders.copy(file, target.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Output(int exit, String text) {}

    private static Output run(Path folder, String chromium, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("browser", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("CHROMIUM", chromium);
            Process process;
            try {
                process = builder.start();
            } catch (IOException e) {
                missing(command[0] + " is not installed");
                throw e;
            }
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command[0], command[1]) + " did not end by itself");
            }
            return new Output(process.exitValue(), Files.readString(output).strip());
        } finally {
            Files.delete(output);
        }
    }
}
