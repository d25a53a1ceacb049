package io.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands around receipts: checking one needs no gateway, the others speak to the one that runs. */
class ReceiptCommandTest {
    private static TestGateway testGateway;
    private static TestGateway.Sold sold;
    private static HttpHeaders sale;
    private static byte[] document;
    private static byte[] jwks;

    @TempDir
    private Path folder;

    private CommandFixture tollgate;

    @BeforeAll
    static void aSale() {
        testGateway = TestGateway.start();
        sold = testGateway.upload(new byte[1000], TestGateway.PRICE);
        TestPayer payer = new TestPayer(testGateway.buyer());
        sale = testGateway
                .get(
                        sold.downloadUrl(),
                        "PAYMENT-SIGNATURE",
                        TestPayer.encode(payer.v2(testGateway.get(sold.downloadUrl()))))
                .headers();
        document = testGateway
                .get(URI.create(sale.firstValue("Tollgate-Receipt").orElseThrow()))
                .body();
        jwks = testGateway.get(testGateway.url("/.well-known/jwks.json")).body();
    }

    @AfterAll
    static void stop() {
        testGateway.close();
    }

    @BeforeEach
    void commands() throws Exception {
        tollgate = new CommandFixture(folder);
        tollgate.environment.put("TOLLGATE_DATA_DIR", testGateway.folder().toString());
        Files.write(folder.resolve("receipt.json"), document);
        Files.write(folder.resolve("jwks.json"), jwks);
    }

    @Test
    void aReceiptIsVerifiedWithTheIssuersKeys() {
        int exit = tollgate.run("receipt", "verify", "receipt.json", "--keys", "jwks.json");

        assertThat(exit).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out())
                .contains("The signature is right")
                .contains("did:web:127.0.0.1%3A" + testGateway.port())
                .contains(sold.downloadUrl().toString())
                .contains("The key is one of those you named.");
    }

    @Test
    void withoutKeysItSaysThatTheKeyCameWithTheReceipt() {
        int exit = tollgate.run("receipt", "verify", "receipt.json");

        assertThat(exit).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out()).contains("The key came with the receipt");
    }

    @Test
    void theHeaderOfASaleIsAReceiptToo() throws Exception {
        Files.writeString(
                folder.resolve("header"), sale.firstValue("PAYMENT-RESPONSE").orElseThrow());

        int withKeys = tollgate.run("receipt", "verify", "header", "--keys", "jwks.json", "--json");
        JsonNode finding = TestGateway.JSON.readTree(tollgate.out());
        int without = tollgate.run("receipt", "verify", "header");

        assertThat(withKeys).isEqualTo(ExitCodes.OK);
        assertThat(finding.path("status").asText()).isEqualTo("right");
        assertThat(finding.path("keyFrom").asText()).isEqualTo("file");
        assertThat(finding.path("statement").path("amount").asText()).isEqualTo("10000");
        assertThat(without).isEqualTo(ExitCodes.USAGE);
        assertThat(tollgate.err()).contains("brings no key");
    }

    @Test
    void aChangedReceiptIsNotGood() throws Exception {
        ObjectNode changed = (ObjectNode) TestGateway.JSON.readTree(document);
        ((ObjectNode) changed.path("statement")).put("amount", "1");
        Files.writeString(folder.resolve("changed.json"), changed.toString());
        Files.writeString(folder.resolve("other.json"), "{\"keys\":[]}");

        assertThat(tollgate.run("receipt", "verify", "changed.json")).isEqualTo(ExitCodes.FAILED);
        assertThat(tollgate.err()).contains("says something else than what was signed");
        assertThat(tollgate.run("receipt", "verify", "receipt.json", "--keys", "other.json"))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(tollgate.run("receipt", "verify", "jwks.json")).isEqualTo(ExitCodes.USAGE);
        assertThat(tollgate.run("receipt", "verify", "missing.json")).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void theReportLeavesOutWhatWasPaidAMomentAgo() throws Exception {
        int exit = tollgate.run("report", "--older-than", "3600");
        String said = tollgate.out();
        int json = tollgate.run("report", "--older-than", "3600", "--json");

        assertThat(exit).isEqualTo(ExitCodes.OK);
        assertThat(said).contains("Everything that was paid for has been delivered.");
        assertThat(json).isEqualTo(ExitCodes.OK);
        assertThat(TestGateway.JSON.readTree(tollgate.out()).path("undelivered"))
                .isEmpty();
    }

    /** So much is left of the file that no buffer between the two swallows it. */
    private static void hangUpAfterTheFirstByte(TestGateway.Sold large, String payment) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(large.downloadUrl())
                .header("PAYMENT-SIGNATURE", payment)
                .build();
        try (HttpClient http = HttpClient.newHttpClient();
                InputStream body =
                        http.send(request, BodyHandlers.ofInputStream()).body()) {
            assertThat(body.read()).isZero();
            http.shutdownNow();
        }
    }

    @Test
    void theReportNamesWhomToGiveTheMoneyBackAndRevokeEndsTheClaim() throws Exception {
        TestGateway.Sold large = testGateway.upload(new byte[8_000_000], TestGateway.PRICE);
        TestPayer cut = new TestPayer(testGateway.buyer());
        String payment = TestPayer.encode(cut.v2(testGateway.get(large.downloadUrl())));
        hangUpAfterTheFirstByte(large, payment);

        tollgate.run("report", "--older-than", "0");
        String table = tollgate.out();
        tollgate.run("report", "--older-than", "0", "--json");
        String receipt = TestGateway.JSON
                .readTree(tollgate.out())
                .path("undelivered")
                .path(0)
                .path("receipt")
                .asText();
        int revoked = tollgate.run("receipt", "revoke", receipt);

        assertThat(table)
                .contains(cut.address().toString(), "$0.01", "base-sepolia", "file.bin", receipt, large.blobId());
        assertThat(revoked).isEqualTo(ExitCodes.OK);
        assertThat(testGateway
                        .get(large.downloadUrl(), "PAYMENT-SIGNATURE", payment)
                        .statusCode())
                .isEqualTo(402);
    }

    @Test
    void revokingNeedsAReceiptThatLasts() {
        assertThat(tollgate.run("receipt", "revoke", "rcpt_AAAAAAAAAAAAAAAAAAAAAA"))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(tollgate.err()).contains("404");
        assertThat(tollgate.run("receipt", "revoke", "nonsense")).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void withoutAGatewayTheOperatorsCommandsSaySo() {
        tollgate.environment.put("TOLLGATE_DATA_DIR", folder.toString());

        assertThat(tollgate.run("report")).isEqualTo(ExitCodes.FAILED);
        assertThat(tollgate.err()).contains("No gateway runs with the data folder");
    }
}
