package io.tollgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.StandInFacilitator;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Two stand-ins for a facilitator, and a gateway that asks them. */
abstract class TwoFacilitators {
    static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);
    static final String SILENT = "{\"error\":\"out of order\"}";

    final StandInFacilitator first = new StandInFacilitator();
    final StandInFacilitator second = new StandInFacilitator();

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    final TestGateway gateway(String... settings) {
        return asking(first.url() + "," + second.url(), settings);
    }

    static TestGateway asking(String facilitators, String... settings) {
        Map<String, String> environment = new HashMap<>(
                Map.of("FACILITATOR_URL", facilitators, "RPC_URL", "off", "TOLLGATE_RECONCILE_INTERVAL", "1h"));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return TestGateway.start(environment);
    }

    static HttpResponse<byte[]> pay(TestGateway gateway, TestGateway.Sold sold, String payment) {
        return gateway.get(gateway.url(sold.downloadUrl().getPath()), "PAYMENT-SIGNATURE", payment);
    }

    static String v2(TestGateway gateway, TestGateway.Sold sold) {
        return TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));
    }

    static String v1(TestGateway gateway, TestGateway.Sold sold) {
        return TestPayer.encode(new TestPayer(gateway.buyer()).v1(gateway.get(sold.downloadUrl())));
    }

    static void assertServed(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    static void assertUnknown(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("settlement_unknown");
        assertThat(answer.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
    }

    static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
