package io.tollgate.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
final class OfficialClients {
    private static final Logger LOG = LoggerFactory.getLogger(OfficialClients.class);
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
    private static final Pattern NO_REGISTRY = Pattern.compile(
            "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT");
    private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "all_proxy");
    private static final int OLDEST_NODE = 18;

    private final Path folder;

    private OfficialClients(Path folder) {
        this.folder = folder;
    }

    /** What became of one purchase: the exit code and the line of JSON that {@code buy.mjs} printed. */
    record Purchase(int exit, JsonNode line) {}

    /** Makes the clients ready to run; ends the calling tests as skipped or failed when that is impossible here. */
    static OfficialClients install() throws IOException, InterruptedException {
        Path base = Path.of(System.getProperty("basedir", ""));
        Path target = base.resolve("target/interop");
        if (nodeVersion() < OLDEST_NODE) {
            missing("the official clients did not buy: node " + OLDEST_NODE + " or later is not installed");
        }
        copy(base.resolve("src/test/interop"), target);
        Path stamp = target.resolve("node_modules/.installed");
        String wanted = Files.readString(target.resolve("package-lock.json"));
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(wanted)) {
            npmInstall(target);
            Files.writeString(stamp, wanted);
        }
        return new OfficialClients(target);
    }

    /** Buys what the URL sells, at the price it asks for, and writes the bytes to the file. */
    Purchase buy(String client, String url, String privateKey, Path file) throws IOException, InterruptedException {
        Output output = run(folder, 2, "node", "buy.mjs", client, url, privateKey, file.toString());
        return new Purchase(output.exit(), new ObjectMapper().readTree(output.text()));
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
            missing("the official clients did not buy: npm is not installed");
            throw e;
        }
        if (output.exit() != 0 && NO_REGISTRY.matcher(output.text()).find()) {
            missing("the official clients did not buy: the npm registry cannot be reached");
        }
        Assertions.assertEquals(0, output.exit(), () -> "npm ci failed: " + output.text());
    }

    private static void missing(String sentence) {
        if ("true".equals(System.getenv("TOLLGATE_REQUIRE_INTEROP"))) {
            Assertions.fail(sentence);
        }
        LOG.warn("Skipped: {}", sentence);
        Assumptions.abort(sentence);
    }

    /** The major version of node, 0 when there is none. */
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
            Files.createDirectories(to.getParent());
            Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Output(int exit, String text) {}

    /** Runs a program to its end, both outputs in one; a proxy of the environment must not come between us and ourselves. */
    private static Output run(Path folder, int minutes, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("interop", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        if (command[0].equals("node")) {
            builder.environment().keySet().removeIf(name -> PROXIES.contains(name.toLowerCase(java.util.Locale.ROOT)));
        }
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
}
