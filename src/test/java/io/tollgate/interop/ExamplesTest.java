package io.tollgate.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.x402.evm.Wallet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of routes/examples, copied beside a gateway as docs/customise.md says, and used. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("basedir", ""), "routes/examples");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Queue<String> SALES = new ConcurrentLinkedQueue<>();

    @TempDir
    private static Path routes;

    @TempDir
    private static Path bought;

    private static HttpServer outside;
    private static TestGateway testGateway;

    /** A shop's webhook and a scanner that refuses whatever says "virus". */
    @BeforeAll
    static void start() throws IOException {
        outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext("/sales", call -> {
            SALES.add(call.getRequestHeaders().getFirst("TollgateEvent") + " "
                    + new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        outside.createContext("/scan", call -> {
            String file = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            call.sendResponseHeaders(file.contains("virus") ? 406 : 200, -1);
            call.close();
        });
        outside.start();
        for (String example :
                new String[] {"weather", "price-by-time-of-day", "watched-folder", "scan-before-upload"}) {
            copy(example, example);
        }
        copy("notify-on-sale", "settlement-hook");
        testGateway =
                TestGateway.start(Map.of("TOLLGATE_ROUTES_DIR", routes.toString(), "TOLLGATE_OUTBOX_INTERVAL", "1s"));
    }

    private static void copy(String example, String name) throws IOException {
        String url = "http://127.0.0.1:" + outside.getAddress().getPort();
        Files.writeString(
                routes.resolve(name + ".camel.yaml"),
                Files.readString(EXAMPLES.resolve(example + ".camel.yaml"))
                        .replace("https://shop.example", url)
                        .replace("https://scanner.example", url));
    }

    @AfterAll
    static void stop() {
        testGateway.close();
        outside.stop(0);
    }

    @Test
    void everyExampleIsTriedHere() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "weather.camel.yaml",
                            "price-by-time-of-day.camel.yaml",
                            "watched-folder.camel.yaml",
                            "scan-before-upload.camel.yaml",
                            "notify-on-sale.camel.yaml");
        }
    }

    @Test
    void theWeatherCostsATenthOfACent() {
        URI url = testGateway.url("/weather");
        HttpResponse<byte[]> challenge = testGateway.get(url);
        assertThat(challenge.statusCode()).isEqualTo(402);
        assertThat(new String(challenge.body())).doesNotContain("sunny");
        assertThat(TestPayer.terms(challenge)
                        .path("accepts")
                        .path(0)
                        .path("amount")
                        .asText())
                .isEqualTo("1000");
        TestPayer payer = new TestPayer(testGateway.buyer());
        long before = testGateway.balance(payer.address());

        HttpResponse<byte[]> weather = testGateway.get(url, "PAYMENT-SIGNATURE", TestPayer.encode(payer.v2(challenge)));

        assertThat(weather.statusCode()).isEqualTo(200);
        assertThat(new String(weather.body())).contains("\"temperature\":70");
        assertThat(testGateway.balance(payer.address())).isEqualTo(before - 1_000);
    }

    @Test
    void anOfficialClientBuysTheWeather() throws Exception {
        OfficialClients clients = OfficialClients.install();
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        String privateKey = "0x" + HexFormat.of().formatHex(key);
        Wallet wallet = new Wallet(privateKey.substring(2));
        testGateway.fund(wallet.address());
        long before = testGateway.balance(wallet.address());
        Path report = bought.resolve("weather.json");

        OfficialClients.Purchase purchase =
                clients.buy("@x402/fetch", testGateway.url("/weather").toString(), privateKey, report);

        assertThat(purchase.exit()).as(purchase.line().toString()).isZero();
        assertThat(Files.readString(report)).contains("sunny");
        assertThat(testGateway.balance(wallet.address())).isEqualTo(before - 1_000);
    }

    @Test
    void theForecastHasThePriceOfTheHour() {
        HttpResponse<byte[]> challenge = testGateway.get(testGateway.url("/forecast"));

        assertThat(challenge.statusCode()).isEqualTo(402);
        String description =
                TestPayer.terms(challenge).path("resource").path("description").asText();
        assertThat(TestPayer.terms(challenge)
                        .path("accepts")
                        .path(0)
                        .path("amount")
                        .asText())
                .isEqualTo(description.endsWith("by day") ? "2000" : "1000");
        TestPayer payer = new TestPayer(testGateway.buyer());
        assertThat(new String(testGateway
                        .get(testGateway.url("/forecast"), "PAYMENT-SIGNATURE", TestPayer.encode(payer.v2(challenge)))
                        .body()))
                .startsWith("It will be dark");
    }

    @Test
    void aDroppedFileIsForSaleAndItsSaleIsTold() throws IOException {
        byte[] content = "dropped".repeat(1000).getBytes(StandardCharsets.UTF_8);
        Path folder = Files.createDirectories(testGateway.folder().resolve("to-sell"));
        Files.write(folder.resolve("my file.txt"), content);
        Path answer = folder.resolve("sold/my file.txt.json");

        await().atMost(PATIENCE).until(() -> Files.exists(answer) && Files.size(answer) > 0);

        assertThat(folder.resolve("my file.txt")).doesNotExist();
        URI url = URI.create(TestGateway.JSON
                .readTree(Files.readString(answer))
                .path("downloadUrl")
                .asText());
        HttpResponse<byte[]> challenge = testGateway.get(url);
        assertThat(challenge.statusCode()).isEqualTo(402);
        HttpResponse<byte[]> sale = testGateway.get(
                url, "PAYMENT-SIGNATURE", TestPayer.encode(new TestPayer(testGateway.buyer()).v2(challenge)));
        assertThat(sale.body()).isEqualTo(content);
        assertThat(sale.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("my file.txt");
        await().atMost(PATIENCE).until(() -> SALES.stream().anyMatch(event -> event.contains("transaction")));
    }

    @Test
    void onlyWhatTheScannerPassesGetsToWalrus() throws IOException {
        Path walrus = testGateway.folder().resolve("walrus");
        HttpResponse<byte[]> clean = checked("a harmless text");
        assertThat(clean.statusCode()).as(new String(clean.body())).isEqualTo(200);
        assertThat(TestGateway.json(clean).path("size").asInt()).isEqualTo(15);
        assertThat(testGateway
                        .get(URI.create(
                                TestGateway.json(clean).path("downloadUrl").asText()))
                        .statusCode())
                .isEqualTo(402);
        long stored = count(walrus);

        HttpResponse<byte[]> refused = checked("a virus");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(count(walrus)).isEqualTo(stored);
    }

    private static HttpResponse<byte[]> checked(String content) {
        return testGateway.send(HttpRequest.newBuilder(testGateway.url("/checked-upload?name=a.txt&price=0.02"))
                .PUT(BodyPublishers.ofString(content))
                .build());
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
