package io.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway in its own process gets SIGTERM while buyers download. */
@Tag("full")
class DrainTest {
    private static final int DOWNLOADS = 200;
    private static final int SIZE = 5 * 1024 * 1024;
    private static final Pattern MANAGEMENT = Pattern.compile("manage +(http://[^/]+)/observe");
    private static final String UPLOAD_TOKEN = "drain-upload-token-0123456789";
    private static final int BEGUN = 32 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    private final TestGateway services = TestGateway.start();
    private Process process;

    @AfterEach
    void end() {
        services.close();
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void downloadsInFlightAtSigtermAllCompleteAndNothingNewIsTaken() throws Exception {
        int port = freePort();
        String gateway = start(port);
        byte[] content = new byte[SIZE];
        new Random(7).nextBytes(content);
        JsonNode item = json(send(HttpRequest.newBuilder(URI.create(gateway + "/upload?name=a.bin&price=0.01"))
                .header("Authorization", "Bearer " + UPLOAD_TOKEN)
                .PUT(BodyPublishers.ofByteArray(content))
                .build()));
        URI url = URI.create(item.path("downloadUrl").asText());
        String payment = TestPayer.encode(new TestPayer(services.buyer())
                .v2(send(HttpRequest.newBuilder(url).build())));
        List<Download> downloads = new ArrayList<>();

        try (ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Download>> begun = new ArrayList<>();
            downloads.add(Download.begin(url, payment)); // pays; the others come with the same payment
            for (int i = 1; i < DOWNLOADS; i++) {
                begun.add(buyers.submit(() -> Download.begin(url, payment)));
            }
            for (Future<Download> download : begun) {
                downloads.add(download.get());
            }

            assertThat(metric("tollgate_downloads_in_flight")).isEqualTo(DOWNLOADS + ".0");

            process.destroy();

            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> refused(url));
            List<Future<Long>> rest = new ArrayList<>();
            for (Download download : downloads) {
                rest.add(buyers.submit(download));
            }
            CRC32 expected = new CRC32();
            expected.update(content);
            for (Future<Long> download : rest) {
                assertThat(download.get()).isEqualTo(expected.getValue());
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(folder.resolve("err")))
                .filteredOn(line -> !line.startsWith("WARNING: ")) // the JVM's own
                .isNotEmpty()
                .allSatisfy(line -> assertThat(
                                TestGateway.JSON.readTree(line).path("level").asText())
                        .isNotEmpty());
        assertThat(folder.resolve("data/management.token")).doesNotExist();
    }

    private String start(int port) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                classPath(),
                "io.tollgate.cli.Tollgate",
                "serve",
                "--port",
                Integer.toString(port),
                "--management-port",
                "0",
                "--data-dir",
                folder.resolve("data").toString(),
                "--drain-timeout",
                "2m");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("TOLLGATE_LOG_FORMAT", "json");
        builder.environment().put("PUBLIC_URL", "http://127.0.0.1:" + port);
        builder.environment().put("ADDRESS", "0x209693Bc6afc0C5328bA36FaF03C514EF312287C");
        builder.environment().put("UPLOAD_TOKEN", UPLOAD_TOKEN);
        builder.environment()
                .put("FACILITATOR_URL", services.url("/dev/facilitator").toString());
        builder.environment().put("RPC_URL", services.url("/dev/chain").toString());
        // the embedded Walrus of the tests gives fast ids
        builder.environment().put("TOLLGATE_WALRUS_ID_CHECK_LIMIT", "0B");
        builder.environment()
                .put("WALRUS_PUBLISHER_URL", services.url("/dev/walrus").toString());
        builder.environment()
                .put("WALRUS_AGGREGATOR_URLS", services.url("/dev/walrus").toString());
        process = builder.start();
        Path out = folder.resolve("out");
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("err")))
                    .isTrue();
            return Files.readString(out).contains("manage ");
        });
        return Files.readString(out).lines().findFirst().orElseThrow().replace("ready ", "");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String metric(String name) throws IOException, InterruptedException {
        Matcher management = MANAGEMENT.matcher(Files.readString(folder.resolve("out")));
        assertThat(management.find()).isTrue();
        URI metrics = URI.create(management.group(1) + "/observe/metrics");
        String text = new String(send(HttpRequest.newBuilder(metrics).build()).body(), StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .orElse("")
                .replace(name + " ", "");
    }

    /** New requests are refused: 503, or no connection. */
    private boolean refused(URI url) throws IOException, InterruptedException {
        try {
            return send(HttpRequest.newBuilder(url).build()).statusCode() == 503;
        } catch (ConnectException e) {
            return true;
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return TestGateway.json(answer);
    }

    /** A buyer who reads the first bytes, waits, and reads the rest; the result is the checksum of the file. */
    private record Download(Socket socket, InputStream in, byte[] first) implements Callable<Long> {
        static Download begin(URI url, String payment) throws IOException {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            socket.getOutputStream()
                    .write(("GET " + url.getPath() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                                    + "PAYMENT-SIGNATURE: " + payment + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("no answer but: " + head);
                }
                head.append((char) next);
            }
            assertThat(head.toString()).startsWith("HTTP/1.1 200");
            return new Download(socket, in, in.readNBytes(BEGUN));
        }

        @Override
        public Long call() throws IOException {
            CRC32 sum = new CRC32();
            sum.update(first);
            byte[] chunk = new byte[64 * 1024];
            try (socket) {
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    sum.update(chunk, 0, read);
                }
            }
            return sum.getValue();
        }
    }
}
