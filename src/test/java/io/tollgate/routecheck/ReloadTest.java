package io.tollgate.routecheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollgate.LoggedLines;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.admin.Scrape;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator edits the route files of a running gateway. */
class ReloadTest {
    private static final Path SHIPPED = Path.of(System.getProperty("basedir", ""), "routes");
    private static final byte[] CONTENT = new byte[8 * 1024 * 1024];

    /** Usually a second; longer on a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path routes;

    private static TestGateway gateway;
    private static TestGateway.Sold sold;

    @BeforeAll
    static void start() {
        new Random(1).nextBytes(CONTENT);
        gateway = TestGateway.start(Map.of("TOLLGATE_ROUTES_DIR", routes.toString()));
        sold = gateway.upload(CONTENT, TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void asShipped() throws IOException {
        Files.deleteIfExists(routes.resolve("download.camel.yaml"));
        Files.deleteIfExists(routes.resolve("own.camel.yaml"));
        assertThat(reload()).isEqualTo("loaded");
    }

    private static void download(String from, String to) throws IOException {
        String text = Files.readString(SHIPPED.resolve("download.camel.yaml"));
        assertThat(text).contains(from);
        Files.writeString(routes.resolve("download.camel.yaml"), text.replace(from, to));
    }

    private static String reload() {
        return operation("\"type\":\"exec\",\"operation\":\"reload\"");
    }

    private static String problem() {
        return operation("\"type\":\"read\",\"attribute\":\"Problem\"");
    }

    private static String operation(String what) {
        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(gateway.managementUrl("/hawtio/jolokia"))
                .header("Authorization", gateway.managementToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{" + what + ",\"mbean\":\"io.tollgate:type=Routes\"}"))
                .build());
        return TestGateway.json(answer).path("value").asText();
    }

    private static void buy() {
        String payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));
        HttpResponse<byte[]> bought = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
        assertThat(bought.statusCode()).isEqualTo(200);
        assertThat(bought.body()).isEqualTo(CONTENT);
    }

    @Test
    void anEditedRouteServesTheNextRequests() throws IOException {
        download(
                "                      uri: direct:payment-required\n",
                "                      uri: direct:payment-required\n"
                        + "                  - setHeader: { id: greet, name: X-Shop, constant: open }\n");

        await().atMost(SOON)
                .until(() -> gateway.get(sold.downloadUrl())
                        .headers()
                        .firstValue("X-Shop")
                        .isPresent());
        buy();
    }

    /** With the shipped log configuration, in which only loggers of Tollgate write more than warnings. */
    @Test
    void aLogStepOfAnOperatorWritesALine() throws IOException {
        try (LoggedLines lines =
                LoggedLines.record(event -> event.getLoggerName() + " " + event.getFormattedMessage())) {
            download(
                    "                      uri: direct:payment-required\n",
                    "                      uri: direct:payment-required\n"
                            + "                  - log: { id: say-so, message: \"requested at ${routeId}\" }\n");

            await().atMost(SOON).until(() -> {
                gateway.get(sold.downloadUrl());
                return lines.lines().contains("io.tollgate.routes.download requested at download");
            });
        }
    }

    @Test
    void aRouteOfTheOperatorIsAddedAndRemoved() throws IOException {
        Files.writeString(routes.resolve("own.camel.yaml"), """
                - route:
                    id: opening-hours
                    from:
                      uri: platform-http:/hours
                      steps:
                        - setBody: { id: tell-hours, constant: "always" }
                """);

        await().atMost(SOON).until(() -> gateway.get(gateway.url("/hours")).statusCode() == 200);

        Files.delete(routes.resolve("own.camel.yaml"));

        await().atMost(SOON).until(() -> gateway.get(gateway.url("/hours")).statusCode() == 404);
    }

    @Test
    void aBrokenFileLeavesTheOldRoutesSelling() throws IOException {
        Files.writeString(routes.resolve("own.camel.yaml"), "- route:\n    id: own\n   from: wrong\n");

        await().atMost(SOON).until(() -> problem().contains("own.camel.yaml line 3: is not valid YAML"));
        buy();
        assertThat(gateway.get(gateway.managementUrl("/observe/health")).statusCode())
                .isEqualTo(200);
        assertThat(Scrape.of(gateway).sum("tollgate_routes_refused")).isEqualTo(1);
    }

    @Test
    void aRouteThatDoesNotStartLeavesTheOldRoutesSelling() throws IOException {
        Files.writeString(routes.resolve("own.camel.yaml"), """
                - route:
                    id: own
                    from:
                      uri: platform-http:/own?noSuchOption=true
                      steps: []
                """);

        await().atMost(SOON).until(() -> problem().contains("own.camel.yaml line 2, step own: "));
        assertThat(problem()).contains("noSuchOption");
        buy();
        Files.writeString(
                routes.resolve("own.camel.yaml"),
                "- route:\n    id: own\n    noSuchKey: 1\n    from: { uri: \"direct:own\" }\n");
        await().atMost(SOON).until(() -> problem().contains("noSuchKey"));
        assertThat(problem()).contains("own.camel.yaml");
        buy();
    }

    @Test
    void r38WithoutThePaymentCheckNothingIsLoadedAndTheReasonIsReported() throws IOException {
        download(
                "                - to:\n                    id: charge-buyer-for-file\n                    uri: direct:verify-settle\n",
                "");

        assertThat(reload())
                .contains("download.camel.yaml line ")
                .contains("step deliver-file: delivers a file without payment");
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", "nonsense")
                        .statusCode())
                .isEqualTo(400);
        buy();
    }

    @Test
    void aDownloadThatStartedBeforeAReloadIsFinished() throws Exception {
        String payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));
        HttpResponse<InputStream> slow = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(sold.downloadUrl())
                                .header("PAYMENT-SIGNATURE", payment)
                                .build(),
                        BodyHandlers.ofInputStream());
        try (InputStream body = slow.body()) {
            byte[] first = body.readNBytes(1024);

            download("            id: find-item\n", "            id: find-the-item\n");
            assertThat(reload()).isEqualTo("loaded");

            assertThat(gateway.get(sold.downloadUrl()).statusCode()).isEqualTo(402);
            assertThat(first.length + body.readAllBytes().length).isEqualTo(CONTENT.length);
        }
    }
}
