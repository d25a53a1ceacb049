package io.tollgate.reliability;

import io.tollgate.cli.Tollgate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The real {@code tollgate serve} in its own process, which accepts a debugger and can be killed abruptly. It is the
 * shipped command, without any test code.
 */
final class ServeProcess implements AutoCloseable {
    private static final Pattern DEBUG_PORT = Pattern.compile("Listening for transport dt_socket at address: (\\d+)");
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    private final Process process;
    private final Path output;
    private final int port;

    private ServeProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Starts a process and returns when its {@code /health} answers ok. */
    static ServeProcess start(Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        return start(folder, environment, freePort());
    }

    static ServeProcess start(Path folder, Map<String, String> environment, int port)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0");
        command.addAll(List.of("-cp", classPath(), Tollgate.class.getName(), "serve"));
        Path output = Files.createTempFile(folder, "serve", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("TOLLGATE_DATA_DIR", folder.resolve("data").toString());
        variables.put("PORT", Integer.toString(port));
        builder.environment().putAll(variables);
        ServeProcess serve = new ServeProcess(builder.start(), output, port);
        serve.awaitHealthy();
        return serve;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Surefire runs tests with a jar that only refers to the class path; the real one is in a property. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private void awaitHealthy() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline && process.isAlive()) {
                try {
                    HttpRequest health = HttpRequest.newBuilder(url("/health"))
                            .timeout(Duration.ofSeconds(5))
                            .build();
                    if (http.send(health, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // the gateway does not listen yet; the deadline limits the loop
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        kill();
        throw new IllegalStateException("serve did not start:\n" + output());
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    int port() {
        return port;
    }

    /** Returns the port of its debugger. */
    int debugPort() throws IOException {
        Matcher matcher = DEBUG_PORT.matcher(output());
        if (!matcher.find()) {
            throw new IllegalStateException("no debugger listens:\n" + output());
        }
        return Integer.parseInt(matcher.group(1));
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills the process with SIGKILL, without any shutdown. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
