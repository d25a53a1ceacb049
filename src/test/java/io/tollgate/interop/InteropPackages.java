package io.tollgate.interop;

import io.tollgate.SharedTestFolders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The npm packages of {@code src/test/interop}, installed once into {@code target/interop} and run as processes of
 * their own. Where Node or the registry is missing the tests are skipped with a sentence that says so, or fail with it
 * when the environment has {@code TOLLGATE_REQUIRE_INTEROP=true}.
 */
public final class InteropPackages {
    private static final Logger LOG = LoggerFactory.getLogger(InteropPackages.class);
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
    private static final Pattern NO_REGISTRY = Pattern.compile(
            "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT");
    private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "all_proxy");
    private static final int OLDEST_NODE = 18;

    private final Path folder;

    private InteropPackages(Path folder) {
        this.folder = folder;
    }

    /** What a program printed, both outputs in one. */
    record Output(int exit, String text) {}

    /** Makes the packages ready to run; ends the calling tests as skipped or failed when that is impossible here. */
    public static InteropPackages install() throws IOException, InterruptedException {
        Path base = Path.of(System.getProperty("basedir", ""));
        Path target = base.resolve("target/interop");
        if (nodeVersion() < OLDEST_NODE) {
            missing("node " + OLDEST_NODE + " or later is not installed");
        }
        SharedTestFolders.prepare(target, () -> {
            copy(base.resolve("src/test/interop"), target);
            Path stamp = target.resolve("node_modules/.installed");
            String wanted = Files.readString(target.resolve("package-lock.json"));
            if (!Files.exists(stamp) || !Files.readString(stamp).equals(wanted)) {
                npmInstall(target);
                Files.writeString(stamp, wanted);
            }
        });
        return new InteropPackages(target);
    }

    Path folder() {
        return folder;
    }

    private static void npmInstall(Path target) throws IOException, InterruptedException {
        Output output;
        try {
            output = run(
                    target,
                    8,
                    "npm",
                    "ci",
                    "--prefer-offline",
                    "--loglevel=error",
                    "--fetch-retry-mintimeout=1000",
                    "--fetch-retry-maxtimeout=5000");
        } catch (IOException e) {
            missing("npm is not installed");
            throw e;
        }
        if (output.exit() != 0 && NO_REGISTRY.matcher(output.text()).find()) {
            missing("the npm registry cannot be reached");
        }
        Assertions.assertEquals(0, output.exit(), () -> "npm ci failed: " + output.text());
    }

    /** Ends the calling tests as skipped, or as failed where they are required. */
    static void missing(String what) {
        String sentence = "the tests with official packages did not run: " + what;
        if ("true".equals(System.getenv("TOLLGATE_REQUIRE_INTEROP"))) {
            Assertions.fail(sentence);
        }
        LOG.warn("Skipped: {}", sentence);
        Assumptions.abort(sentence);
    }

    /** The major version of node, 0 without node. */
    private static int nodeVersion() throws InterruptedException {
        try {
            var matcher =
                    VERSION.matcher(run(Path.of(""), 1, "node", "--version").text());
            return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !from.relativize(file).startsWith("node_modules"))
                    .forEach(file -> copyOne(file, to.resolve(from.relativize(file))));
        }
    }

    private static void copyOne(Path file, Path to) {
        try {
            SharedTestFolders.copy(file, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a script of the folder with node to its end. */
    Output node(int minutes, String... arguments) throws IOException, InterruptedException {
        String[] command =
                Stream.concat(Stream.of("node"), Stream.of(arguments)).toArray(String[]::new);
        return run(folder, minutes, command);
    }

    private static Output run(Path folder, int minutes, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("interop", ".out");
        ProcessBuilder builder = builder(folder, command).redirectOutput(output.toFile());
        try {
            Process process = builder.start();
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command[0], command[1]) + " did not end by itself");
            }
            return new Output(process.exitValue(), Files.readString(output).strip());
        } finally {
            Files.delete(output);
        }
    }

    /** A proxy of the environment must not come between us and ourselves. */
    private static ProcessBuilder builder(Path folder, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true);
        if (!command[0].equals("npm")) {
            builder.environment().keySet().removeIf(name -> PROXIES.contains(name.toLowerCase(Locale.ROOT)));
        }
        return builder;
    }

    /** A server that runs until it is closed, which ends exactly its process. */
    public static final class Server implements AutoCloseable {
        private final Process process;
        private final int port;

        private Server(Process process, int port) {
            this.process = process;
            this.port = port;
        }

        public int port() {
            return port;
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Starts a server script of the folder, which prints {@code listening PORT}. */
    Server serve(Map<String, String> environment, String script) throws IOException {
        return start(folder, environment, Pattern.compile("listening (\\d+)"), "node", script);
    }

    /** Starts a server that prints its port, which the pattern's group finds; what it prints goes to our log. */
    static Server start(Path folder, Map<String, String> environment, Pattern listening, String... command)
            throws IOException {
        ProcessBuilder builder = builder(folder, command);
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            Matcher match = listening.matcher(line);
            if (match.find()) {
                Thread.startVirtualThread(() ->
                        lines.lines().forEach(more -> LOG.debug("{}: {}", command[command.length - 1], more)));
                return new Server(process, Integer.parseInt(match.group(1)));
            }
        }
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + " did not start: " + said);
    }
}
