package io.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JMX beans through the console, and the limits of the console. */
class JmxTest {
    private static TestGateway gateway;
    private static TestGateway.Sold sold;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        sold = gateway.upload(new byte[5000], TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static JsonNode jolokia(String json) {
        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(gateway.managementUrl("/hawtio/jolokia"))
                .header("Authorization", gateway.managementToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        return TestGateway.json(answer);
    }

    private static JsonNode attributes(String type) {
        String name = jolokia("{\"type\":\"search\",\"mbean\":\"io.tollgate:type=" + type + ",*\"}")
                .path("value")
                .path(0)
                .asText();
        return jolokia("{\"type\":\"read\",\"mbean\":\"" + name + "\"}").path("value");
    }

    private static JsonNode execute(String mbean, String operation) {
        return jolokia("{\"type\":\"exec\",\"mbean\":\"" + mbean + "\",\"operation\":\"" + operation + "\"}");
    }

    @Test
    void theBeansShowASale() {
        String payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));
        gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);

        assertThat(attributes("Sales").path("Sold").asInt()).isEqualTo(1);
        assertThat(attributes("Sales").path("Revenue").path("base-sepolia").asText())
                .isEqualTo("0.01 USDC");
        assertThat(attributes("Settlements").path("Pending").asInt()).isZero();
        assertThat(attributes("Settlements").path("Unknown").asInt()).isZero();
        assertThat(attributes("Downloads").path("Completed").asInt()).isEqualTo(1);
        assertThat(attributes("Downloads").path("Bytes").asLong()).isEqualTo(5000);
        assertThat(attributes("Items").path("ForSale").asInt()).isEqualTo(1);
        assertThat(attributes("Gateway").path("Serving").asBoolean()).isTrue();
    }

    @Test
    void attributesAndOperationsAreDescribed() {
        JsonNode beans = jolokia("{\"type\":\"list\",\"path\":\"io.tollgate\"}").path("value");

        assertThat(beans.size()).isGreaterThanOrEqualTo(5);
        beans.forEach(bean -> {
            bean.path("attr")
                    .forEach(attribute ->
                            assertThat(attribute.path("desc").asText()).hasSizeGreaterThan(8));
            // Camel lists getters as operations too, and describes them as attributes only
            bean.path("op").properties().forEach(operation -> {
                if (!operation.getKey().matches("(get|is)[A-Z].*")) {
                    assertThat(operation.getValue().path("desc").asText())
                            .as(operation.getKey())
                            .hasSizeGreaterThan(8);
                }
            });
        });
    }

    @Test
    void salesArePausedAndTheGatewayIsDrainedAndReopened() {
        execute("io.tollgate:type=Sales", "pauseSales");
        assertThat(gateway.get(sold.downloadUrl()).statusCode()).isEqualTo(503);
        execute("io.tollgate:type=Sales", "resumeSales");
        assertThat(gateway.get(sold.downloadUrl()).statusCode()).isEqualTo(402);

        execute("io.tollgate:type=Gateway", "drain");
        assertThat(gateway.get(gateway.url("/health")).statusCode()).isEqualTo(503);
        assertThat(gateway.get(gateway.managementUrl("/observe/health/ready")).statusCode())
                .isEqualTo(503);
        assertThat(gateway.get(gateway.managementUrl("/observe/health/live")).statusCode())
                .isEqualTo(200);
        execute("io.tollgate:type=Gateway", "reopen");
        assertThat(gateway.get(gateway.url("/health")).statusCode()).isEqualTo(200);
    }

    @Test
    void theKeyIsReloadedAndNeverShown() {
        assertThat(execute("io.tollgate:type=Keys", "reload").path("value").asBoolean())
                .as("changed")
                .isFalse();
        assertThat(attributes("Keys").path("Current").asText()).startsWith("file-");
        assertThat(attributes("Keys").path("Left").asLong()).isZero();
        assertThat(attributes("Keys").toString()).doesNotContain("keyData");
    }

    @Test
    void anUnresolvedSettlementIsReconciledNow() {
        try (TestGateway slow = TestGateway.start(
                Map.of("TOLLGATE_FACILITATOR_SETTLE_TIMEOUT", "1s", "TOLLGATE_RECONCILE_INTERVAL", "10m"))) {
            TestGateway.Sold file = slow.upload(new byte[100], TestGateway.PRICE);
            String payment = TestPayer.encode(new TestPayer(slow.buyer()).v2(slow.get(file.downloadUrl())));
            slow.facilitatorFault("{\"call\":\"settle\",\"kind\":\"hang\",\"millis\":1500,\"times\":1}");
            assertThat(slow.get(file.downloadUrl(), "PAYMENT-SIGNATURE", payment)
                            .statusCode())
                    .isEqualTo(503);
            String settlements = "io.tollgate:type=Settlements,gateway=" + slow.managementPort();
            assertThat(value(settlements, "Unknown")).isEqualTo(1);

            execute(settlements, "reconcileNow");

            String sales = "io.tollgate:type=Sales,gateway=" + slow.managementPort();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(value(sales, "Sold")).isEqualTo(1));
            assertThat(value(settlements, "Unknown")).isZero();
            assertThat(Scrape.of(slow).sum("tollgate_sales_total")).isEqualTo(1);
        }
    }

    private static int value(String mbean, String attribute) {
        return jolokia("{\"type\":\"read\",\"mbean\":\"" + mbean + "\",\"attribute\":\"" + attribute + "\"}")
                .path("value")
                .asInt(-1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "com.sun.management:type=DiagnosticCommand vmSystemProperties",
                "com.sun.management:type=DiagnosticCommand gcHeapDump",
                "com.sun.management:type=HotSpotDiagnostic dumpHeap",
                "java.lang:type=Memory gc",
                "java.lang:type=Threading dumpAllThreads",
                "java.util.logging:type=Logging setLoggerLevel",
                "org.apache.camel:context=tollgate,type=context,name=\\\"tollgate\\\" stop",
                "org.apache.camel:context=tollgate,type=context,name=\\\"tollgate\\\" sendBody",
                "org.apache.camel:context=tollgate,type=routes,name=\\\"download\\\" remove",
                "org.apache.camel:context=tollgate,type=routes,name=\\\"download\\\" updateRouteFromXml",
                "org.apache.camel:context=tollgate,type=tracer,name=BacklogTracer dumpAllTracedMessages",
                "org.apache.camel:context=tollgate,type=tracer,name=BacklogTracer setEnabled"
            })
    void otherOperationsAreRefused(String mbean, String operation) {
        JsonNode answer = execute(mbean, operation);

        assertThat(answer.path("status").asInt()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "java.lang:type=Runtime SystemProperties",
                "java.lang:type=Runtime InputArguments",
                "java.lang:type=Runtime ClassPath",
                "com.sun.management:type=HotSpotDiagnostic DiagnosticOptions",
                "java.util.logging:type=Logging LoggerNames"
            })
    void secretsOfTheProcessAreNotRead(String mbean, String attribute) {
        JsonNode one = jolokia("{\"type\":\"read\",\"mbean\":\"" + mbean + "\",\"attribute\":\"" + attribute + "\"}");
        JsonNode all =
                jolokia("{\"type\":\"read\",\"mbean\":\"" + mbean + "\",\"config\":{\"ignoreErrors\":\"true\"}}");

        assertThat(one.path("status").asInt()).isEqualTo(403);
        assertThat(all.toString()).doesNotContain("java.class.path").doesNotContain("user.home");
    }

    @Test
    void noExternalEntityIsWritten() {
        JsonNode answer = jolokia(
                "{\"type\":\"write\",\"mbean\":\"java.lang:type=Memory\",\"attribute\":\"Verbose\",\"value\":true}");

        assertThat(answer.path("status").asInt()).isEqualTo(403);
    }

    @Test
    void aGetOnlyReads() {
        for (String path : new String[] {
            "/exec/io.tollgate:type=Sales/pauseSales",
            "/write/java.lang:type=Memory/Verbose/true",
            "/?p=/exec/io.tollgate:type=Sales/pauseSales",
            "/read/java.lang:type=Memory?p=/exec/io.tollgate:type=Sales/pauseSales"
        }) {
            assertThat(gateway.get(
                                    gateway.managementUrl("/hawtio/jolokia" + path),
                                    "Authorization",
                                    gateway.managementToken())
                            .statusCode())
                    .as(path)
                    .isIn(400, 405);
        }
        assertThat(attributes("Sales").path("Paused").asBoolean()).isFalse();
    }
}
