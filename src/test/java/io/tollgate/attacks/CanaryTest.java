package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.LoggedLines;
import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.admin.LogProvider;
import io.tollgate.settings.LogFormat;
import io.tollgate.upload.DataFolderInspector;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * R25, R40: plants secrets, runs a sale and its failures with every logger at TRACE, and then searches the log, the
 * answers, the metrics and JMX for the secrets. Log lines are searched before redaction.
 */
@Tag("full")
class CanaryTest {
    private static final String MARKER = "canary-of-the-content-that-is-for-sale ";
    private static final String UPLOAD_TOKEN = "canary-upload-token-0123456789";
    private static final String WALLET_KEY = "c0ffee254729296a45a3885639ac7e10f9d54979c0ffee254729296a45a38856";
    private static final String CDP_SECRET = Base64.getEncoder()
            .encodeToString("canary-of-the-cdp-api-key-secret-which-has-64-bytes-exactly-1234".getBytes());
    private static final String WALRUS_SECRET = "0x" + "ca4a".repeat(16);

    private static final Map<String, String> SECRETS = new LinkedHashMap<>();
    private static LoggedLines log;
    private static TestGateway testGateway;
    private static String answers = "";
    private static byte[] wrappedKey;

    @BeforeAll
    static void start() throws Exception {
        log = LoggedLines.capture(Level.TRACE, LogProvider.layout(LogFormat.TEXT)::doLayout);
        Map<String, String> settings = new HashMap<>();
        settings.put("UPLOAD_TOKEN", UPLOAD_TOKEN);
        settings.put("PRIVATE_KEY", WALLET_KEY);
        settings.put("CDP_API_KEY_ID", "11111111-2222-3333-4444-555555555555");
        settings.put("CDP_API_KEY_SECRET", CDP_SECRET);
        settings.put("WALRUS_JWT_SECRET", WALRUS_SECRET);
        settings.put("TOLLGATE_FACILITATOR_SETTLE_TIMEOUT", "1s");
        testGateway = TestGateway.start(settings);
        SECRETS.put("content", MARKER.strip());
        SECRETS.put("upload token", UPLOAD_TOKEN);
        SECRETS.put("wallet key", WALLET_KEY);
        SECRETS.put("CDP secret", CDP_SECRET);
        SECRETS.put("Walrus JWT secret", WALRUS_SECRET.substring(2));
        SECRETS.put(
                "key-encryption key",
                TestGateway.JSON
                        .readTree(Files.readString(testGateway.folder().resolve("kek.json")))
                        .findValue("value")
                        .asText());
        SECRETS.put("management token", testGateway.managementToken().replace("Bearer ", ""));
        sellAndFail();
    }

    @AfterAll
    static void stop() {
        log.close();
        testGateway.close();
    }

    private static void sellAndFail() throws Exception {
        HttpResponse<byte[]> uploaded =
                testGateway.send(HttpRequest.newBuilder(testGateway.url("/upload?name=a.txt&price=0.01"))
                        .header("Authorization", "Bearer " + UPLOAD_TOKEN)
                        .PUT(BodyPublishers.ofString(MARKER.repeat(5_000)))
                        .build());
        JsonNode item = TestGateway.json(uploaded);
        SECRETS.put("seller token", item.path("sellerToken").asText());
        try (DataFolderInspector inspector = new DataFolderInspector(testGateway)) {
            wrappedKey = inspector.item(item.path("blobId").asText()).readable().wrappedKey();
        }
        URI url = URI.create(item.path("downloadUrl").asText());
        TestPayer payer = new TestPayer(testGateway.buyer());
        String payment = TestPayer.encode(payer.v2(testGateway.get(url)));
        HttpResponse<byte[]> purchase = testGateway.get(url, "PAYMENT-SIGNATURE", payment);
        assertThat(purchase.statusCode()).isEqualTo(200);
        String token = purchase.headers().firstValue("Tollgate-Download-Token").orElseThrow();
        SECRETS.put("download token", token);
        SECRETS.put("payment", payment);
        answers += new String(
                testGateway.get(URI.create(url + "?token=" + token + "x")).body());
        testGateway.get(URI.create(url + "?token=" + token), "Range", "bytes=0-9");
        answers += new String(testGateway
                .get(testGateway.url("/upload"), "Authorization", "Bearer " + UPLOAD_TOKEN)
                .body());
        answers += new String(
                testGateway.get(url, "PAYMENT-SIGNATURE", "x" + payment).body());
        testGateway.facilitatorFault("{\"call\":\"settle\",\"kind\":\"hang\",\"millis\":1500,\"times\":1}");
        answers += new String(testGateway
                .get(url, "X-PAYMENT", TestPayer.encode(payer.v1(testGateway.get(url))))
                .body());
        testGateway.breakStorage();
        answers += new String(testGateway.get(url, "PAYMENT-SIGNATURE", payment).body());
        testGateway.restoreStorage();
        RawHttp.get(testGateway.managementPort(), "/x", "Authorization: " + testGateway.managementToken() + "x");
    }

    private static void search(String what, String text) {
        SECRETS.forEach((name, secret) -> assertThat(text.contains(secret))
                .as(name + " in " + what + around(text, secret))
                .isFalse());
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return at < 0 ? "" : ": …" + text.substring(Math.max(0, at - 200), at) + "…";
    }

    @Test
    void r40NoSecretIsLoggedEvenAtTrace() {
        assertThat(log.lines()).hasSizeGreaterThan(1000);
        log.lines().forEach(line -> search("the log", line));
    }

    @Test
    void r25NeitherTheFileNorItsWrappedKeyIsLoggedOrCounted() {
        String output = String.join("\n", log.lines())
                + new String(
                        testGateway
                                .get(testGateway.managementUrl("/observe/metrics"))
                                .body(),
                        StandardCharsets.UTF_8);

        for (String form : List.of(
                Base64.getEncoder().encodeToString(wrappedKey),
                Base64.getUrlEncoder().encodeToString(wrappedKey),
                HexFormat.of().formatHex(wrappedKey),
                Arrays.toString(wrappedKey))) {
            assertThat(output.contains(form.substring(0, 40)))
                    .as(form.substring(0, 10))
                    .isFalse();
        }
        assertThat(output.contains(MARKER.strip())).isFalse();
    }

    @Test
    void r40NoSecretIsInAnErrorAnswer() {
        assertThat(answers).contains("urn:tollgate:problem:");
        search("an answer", answers);
    }

    @Test
    void r40NoSecretIsInMetricsOrHealth() {
        for (String path : new String[] {"/observe/metrics", "/observe/health", "/observe/health/ready"}) {
            search(
                    path,
                    new String(testGateway.get(testGateway.managementUrl(path)).body(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void r40NoSecretIsInWhatTheConsoleReads() throws Exception {
        for (String domain : new String[] {"io.tollgate", "org.apache.camel", "java.lang", "java.nio"}) {
            String read = jolokia("{\"type\":\"read\",\"mbean\":\"" + domain
                    + ":*\",\"config\":{\"ignoreErrors\":\"true\",\"maxDepth\":8}}");
            assertThat(read).contains("\"status\":200");
            search("Jolokia's " + domain, read);
        }
        search("Jolokia's list", jolokia("{\"type\":\"list\"}"));
        String dump = jolokia("{\"type\":\"exec\",\"mbean\":\"" + camelContext()
                + "\",\"operation\":\"dumpRoutesAsXml(boolean)\",\"arguments\":[true]}");
        assertThat(dump).contains("read-credentials");
        search("the dump of the routes", dump);
    }

    /** A local user who may attach to the process reads JMX directly, without Jolokia in between. */
    @Test
    void r40NoSecretIsInAnyJmxAttributeOfTollgateOrCamel() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        int read = 0;
        for (ObjectName name : server.queryNames(null, null)) {
            if (!name.getDomain().matches("io\\.tollgate|org\\.apache\\.camel")) {
                continue;
            }
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                search(name + " " + attribute.getName(), value(server, name, attribute));
                read++;
            }
        }
        assertThat(read).isGreaterThan(500);
    }

    private static String value(MBeanServer server, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            return String.valueOf(server.getAttribute(name, attribute.getName()));
        } catch (JMException | RuntimeMBeanException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String camelContext() throws Exception {
        return TestGateway.JSON
                .readTree(jolokia("{\"type\":\"search\",\"mbean\":\"org.apache.camel:type=context,*\"}"))
                .path("value")
                .path(0)
                .asText()
                .replace("\"", "\\\"");
    }

    private static String jolokia(String json) {
        HttpResponse<byte[]> answer =
                testGateway.send(HttpRequest.newBuilder(testGateway.managementUrl("/hawtio/jolokia"))
                        .header("Authorization", testGateway.managementToken())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build());
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
