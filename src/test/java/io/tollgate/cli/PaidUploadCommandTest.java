package io.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.payer.PaidRequest;
import io.tollgate.payer.PayingClient;
import io.tollgate.payer.PurchaseListener;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Networks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code upload} at a gateway that sells its storage: $0.001 for a MiB and an epoch. */
class PaidUploadCommandTest {
    private static TestGateway testGateway;

    @TempDir
    private Path folder;

    private CommandFixture tollgate;
    private Wallet wallet;
    private Path file;

    @BeforeAll
    static void start() {
        testGateway = TestGateway.start(
                Map.of("TOLLGATE_UPLOAD_PRICE", "$0.001", "UPLOAD_TOKEN", "a-token-for-uploads-0001"));
    }

    @AfterAll
    static void stop() {
        testGateway.close();
    }

    @BeforeEach
    void aFileAndABuyer() throws Exception {
        wallet = testGateway.buyer();
        tollgate = new CommandFixture(folder);
        tollgate.environment.put("RESOURCE_SERVER_URL", gateway());
        tollgate.environment.put("PRIVATE_KEY", wallet.reveal());
        file = Files.writeString(folder.resolve("report.txt"), "worth its storage");
    }

    private static String gateway() {
        return "http://127.0.0.1:" + testGateway.port();
    }

    private List<String> remembered() throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }

    @Test
    void anUploadWithoutATokenPaysForItsStorage() throws Exception {
        long before = testGateway.balance(wallet.address());

        int code = tollgate.run("upload", file.toString(), "--price=0", "--epochs=5", "--json");

        assertThat(code).as(tollgate.err()).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.err()).contains("paying $0.005 on base-sepolia");
        JsonNode item = TestGateway.JSON.readTree(tollgate.out());
        assertThat(testGateway
                        .get(URI.create(item.path("downloadUrl").asText()))
                        .body())
                .asString()
                .isEqualTo("worth its storage");
        assertThat(item.path("sellerToken").asText()).startsWith("seller_");
        assertThat(before - testGateway.balance(wallet.address())).isEqualTo(5000);
        assertThat(remembered()).isEmpty();
    }

    @Test
    void nothingIsPaidAboveTheLimit() throws Exception {
        long before = testGateway.balance(wallet.address());

        int code = tollgate.run("upload", file.toString(), "--price=0", "--epochs=5", "--max-cost=0.004");

        assertThat(code).isEqualTo(ExitCodes.NOT_PAID);
        assertThat(tollgate.err()).contains("not paid", "it costs $0.005, over the limit of $0.004");
        assertThat(testGateway.balance(wallet.address())).isEqualTo(before);
        assertThat(remembered()).isEmpty();
    }

    @Test
    void aTokenPaysNothing() {
        tollgate.environment.put("UPLOAD_TOKEN", "a-token-for-uploads-0001");
        long before = testGateway.balance(wallet.address());

        assertThat(tollgate.run("upload", file.toString(), "--price=0", "--resume"))
                .as(tollgate.err())
                .isEqualTo(ExitCodes.OK);

        assertThat(testGateway.balance(wallet.address())).isEqualTo(before);
    }

    @Test
    void aPaymentWhoseAnswerWasLostIsPresentedAgainAndNotMadeAgain() throws Exception {
        URI url = URI.create(gateway() + "/uploads?name=a&price=0&epochs=5");
        long before = testGateway.balance(wallet.address());
        try (HttpClient http = PayingClient.http()) {
            String first = opened(http, url, 201);
            String second = opened(http, url, 200);

            assertThat(second).isEqualTo(first).startsWith("/uploads/upload_");
        }
        assertThat(before - testGateway.balance(wallet.address())).isEqualTo(5000);
        assertThat(remembered()).containsExactly(".lost.payment");
    }

    /** Asks as a process does that ends before it has read the answer. */
    private String opened(HttpClient http, URI url, int status) throws Exception {
        PayingClient client = new PayingClient(
                http, new Networks(), seller -> Optional.of(wallet), Clock.systemUTC(), new SecureRandom(), time -> {});
        PaidRequest request =
                client.request(url, folder.resolve(".lost"), AtomicAmount.parse("100000"), new PurchaseListener() {});
        PaidRequest.Outcome outcome = request.send(
                HttpRequest.newBuilder(url).header("Upload-Length", "10").POST(BodyPublishers.noBody()));
        var answer = ((PaidRequest.Outcome.Answered) outcome).answer();
        assertThat(answer.statusCode()).isEqualTo(status);
        answer.body().close();
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void theUploadInOneRequestSaysWhereToPay() {
        var refused = testGateway.send(HttpRequest.newBuilder(testGateway.url("/upload?price=0"))
                .PUT(BodyPublishers.ofByteArray(new byte[10]))
                .build());

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(TestGateway.json(refused).path("code").asText()).isEqualTo("upload_is_paid");
        assertThat(TestGateway.json(refused).path("detail").asText()).contains("POST /uploads");
    }
}
