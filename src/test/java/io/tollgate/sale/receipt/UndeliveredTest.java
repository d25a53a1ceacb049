package io.tollgate.sale.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.admin.ManagementClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A delivery that breaks off costs nothing more: the buyer comes back in any of three ways, and an operator sees it. */
class UndeliveredTest {
    private static final byte[] CONTENT = new byte[10_000_000];

    private static TestGateway gateway;
    private static TestGateway.Sold sold;

    private TestPayer payer;
    private String payment;
    private String head;

    @BeforeAll
    static void start() {
        new Random(1).nextBytes(CONTENT);
        gateway = TestGateway.start();
        sold = gateway.upload(CONTENT, TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** A buyer pays, reads a little, and the connection breaks. */
    @BeforeEach
    void aDeliveryThatBreaksOff() throws Exception {
        payer = new TestPayer(gateway.buyer());
        payment = TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl())));
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(64 * 1024);
            socket.connect(new InetSocketAddress("127.0.0.1", gateway.port()));
            socket.getOutputStream()
                    .write(("GET " + sold.downloadUrl().getPath() + " HTTP/1.1\r\nHost: x\r\nPAYMENT-SIGNATURE: "
                                    + payment + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            head = head(socket.getInputStream());
            socket.getInputStream().readNBytes(100_000);
        }
        assertThat(head).startsWith("HTTP/1.1 200");
        await().until(() -> mine().path("attempts").asInt() == 1);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) in.read());
        }
        return text.toString();
    }

    private static JsonNode report(String query) throws Exception {
        ManagementClient.Answer answer =
                ManagementClient.of(gateway.folder(), Duration.ofSeconds(10)).get("/observe/undelivered" + query);
        assertThat(answer.status()).as(new String(answer.body())).isEqualTo(200);
        return TestGateway.JSON.readTree(answer.body());
    }

    private JsonNode mine() throws Exception {
        for (JsonNode line : report("?olderThan=0&limit=1000").path("undelivered")) {
            if (line.path("payer").asText().equals(payer.address().toString())) {
                return line;
            }
        }
        return TestGateway.JSON.missingNode();
    }

    private String token() {
        return head.lines()
                .filter(line -> line.startsWith("Tollgate-Download-Token: "))
                .findFirst()
                .orElseThrow()
                .substring("Tollgate-Download-Token: ".length());
    }

    private void assertWhole(HttpResponse<byte[]> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
        assertThat(gateway.account(payer.address()).path("transfers").asInt()).isEqualTo(1);
        await().until(() -> mine().isMissingNode());
    }

    @Test
    void theTokenBringsWhatWasCut() throws Exception {
        assertWhole(gateway.get(sold.downloadUrl(), "Tollgate-Download-Token", token()));
    }

    @Test
    void theWalletBringsWhatWasCut() throws Exception {
        String proof = payer.signed(payer.signIn(gateway.get(sold.downloadUrl())));

        assertWhole(gateway.get(sold.downloadUrl(), "SIGN-IN-WITH-X", proof));
    }

    @Test
    void thePaymentBringsWhatWasCut() throws Exception {
        assertWhole(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment));
    }

    @Test
    void theReportSaysWhatAnOperatorNeeds() throws Exception {
        JsonNode line = mine();

        assertThat(line.path("payTo").asText())
                .isEqualTo(sold.answer().path("payTo").asText());
        assertThat(line.path("amount").asText()).isEqualTo("10000");
        assertThat(line.path("price").asText()).isEqualTo("0.01");
        assertThat(line.path("network").asText()).isEqualTo("eip155:84532");
        assertThat(line.path("transaction").asText()).matches("0x[0-9a-f]{64}");
        assertThat(line.path("blobId").asText()).isEqualTo(sold.blobId());
        assertThat(line.path("title").asText()).isEqualTo("file.bin");
        assertThat(line.path("paidAt").asText()).startsWith("20");
        assertThat(line.path("receipt").asText()).startsWith("rcpt_");
        assertThat(report("?limit=1&olderThan=0").path("undelivered")).hasSize(1);
        assertThat(report("").path("undelivered")).isEmpty();
    }

    @Test
    void theReportIsNobodyElsesBusiness() {
        assertThat(gateway.get(gateway.url("/observe/undelivered")).statusCode())
                .isEqualTo(404);
        assertThat(gateway.get(gateway.managementUrl("/observe/undelivered")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void whatAnOperatorRevokesNothingBringsAgain() throws Exception {
        String receipt = mine().path("receipt").asText();
        ManagementClient operator = ManagementClient.of(gateway.folder(), Duration.ofSeconds(10));

        int revoked = operator.post("/observe/receipts/" + receipt + "/revoke", new byte[0])
                .status();
        int twice = operator.post("/observe/receipts/" + receipt + "/revoke", new byte[0])
                .status();

        String proof = payer.signed(payer.signIn(gateway.get(sold.downloadUrl())));
        assertThat(revoked).isEqualTo(200);
        assertThat(twice).isEqualTo(404);
        assertThat(gateway.get(sold.downloadUrl(), "Tollgate-Download-Token", token())
                        .statusCode())
                .isEqualTo(402);
        assertThat(gateway.get(sold.downloadUrl(), "SIGN-IN-WITH-X", proof).statusCode())
                .isEqualTo(402);
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(402);
        assertThat(gateway.get(gateway.url("/receipts/" + receipt)).statusCode())
                .isEqualTo(200);
    }
}
