package io.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tollgate.TestGateway;
import io.tollgate.x402.evm.Wallet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a running gateway: a file goes up, is paid for, and comes down. */
class MainJobTest {
    private static TestGateway testGateway;

    @TempDir
    private Path folder;

    private CommandFixture tollgate;

    @BeforeAll
    static void gateway() {
        testGateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        testGateway.close();
    }

    @BeforeEach
    void commandLine() throws IOException {
        tollgate = new CommandFixture(folder);
        tollgate.environment.put("RESOURCE_SERVER_URL", testGateway.url("").toString());
        byte[] content = new byte[100_000];
        new Random().nextBytes(content);
        Files.write(folder.resolve("book.pdf"), content);
    }

    @Test
    void aFileIsUploadedPaidForAndDownloaded() throws IOException {
        Wallet buyer = testGateway.buyer();
        long had = testGateway.balance(buyer.address());
        tollgate.environment.put("PRIVATE_KEY", buyer.reveal());
        String url = upload("--price", "0.05", "--title", "A book")
                .path("downloadUrl")
                .asText();

        int code = tollgate.run("pay", url, "-o", "bought.pdf");

        assertThat(code).as(tollgate.err()).isEqualTo(ExitCodes.OK);
        assertThat(folder.resolve("bought.pdf")).hasSameBinaryContentAs(folder.resolve("book.pdf"));
        assertThat(tollgate.out()).contains("paid $0.05 on base-sepolia to 0x").contains("as the seller named it");
        assertThat(had - testGateway.balance(buyer.address())).isEqualTo(50_000);
        assertThat(folder).isDirectoryNotContaining("glob:**{part,payment}");
    }

    @Test
    void theSamePaymentPresentedByASecondRunIsNotChargedAgain() throws IOException {
        Wallet buyer = testGateway.buyer();
        long had = testGateway.balance(buyer.address());
        tollgate.environment.put("PRIVATE_KEY", buyer.reveal());
        String url = upload("--price", "0.01").path("downloadUrl").asText();

        tollgate.run("pay", url, "-o", "bought.pdf", "--keep-payment");
        int code = tollgate.run("pay", url, "-o", "bought.pdf", "--keep-payment", "--json");

        assertThat(code).as(tollgate.err()).isEqualTo(ExitCodes.OK);
        JsonNode outcome = new ObjectMapper().readTree(tollgate.out());
        assertThat(outcome.path("status").asText()).isEqualTo("saved");
        assertThat(outcome.at("/paid/again").asBoolean()).isTrue();
        assertThat(had - testGateway.balance(buyer.address())).isEqualTo(10_000);
    }

    @Test
    void withoutAKeyTheGatewayOfThisMachineLendsAWallet() throws IOException {
        String url = upload("--price", "0.01").path("downloadUrl").asText();

        int code = tollgate.run("pay", url, "-o", "bought.pdf");

        assertThat(code).as(tollgate.err()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void aPriceOverTheLimitIsExitCodeThreeAndCostsNothing() throws IOException {
        Wallet buyer = testGateway.buyer();
        long had = testGateway.balance(buyer.address());
        tollgate.environment.put("PRIVATE_KEY", buyer.reveal());
        String url = upload("--price", "0.02").path("downloadUrl").asText();

        int code = tollgate.run("pay", url, "-o", "bought.pdf", "--max", "0.01");

        assertThat(code).isEqualTo(ExitCodes.NOT_PAID);
        assertThat(tollgate.err()).contains("Not paid: it costs $0.02, over the limit of $0.01");
        assertThat(testGateway.balance(buyer.address())).isEqualTo(had);
    }

    @Test
    void anEmptyWalletIsRefusedWithTheReason() throws IOException {
        tollgate.environment.put("PRIVATE_KEY", "0x" + "17".repeat(32));
        String url = upload("--price", "0.01").path("downloadUrl").asText();

        int code = tollgate.run("pay", url, "-o", "bought.pdf", "--json");

        assertThat(code).isEqualTo(ExitCodes.NOT_PAID);
        JsonNode outcome = new ObjectMapper().readTree(tollgate.out());
        assertThat(outcome.path("status").asText()).isEqualTo("not_paid");
        assertThat(outcome.path("reason").asText()).contains("insufficient");
    }

    @Test
    void aFileThatIsThereIsNotBoughtOverByAccident() throws IOException {
        String url = upload("--price", "0.01").path("downloadUrl").asText();

        int code = tollgate.run("pay", url, "-o", "book.pdf");

        assertThat(code).isEqualTo(ExitCodes.USAGE);
        assertThat(tollgate.err()).contains("is there already");
    }

    @Test
    void aFileThatNobodySellsIsExitCodeOne() {
        int code = tollgate.run(
                "pay", testGateway.url("/download/" + "A".repeat(43)).toString(), "-o", "bought.pdf");

        assertThat(code).isEqualTo(ExitCodes.FAILED);
        assertThat(tollgate.err()).contains("Not downloaded: the server answers 404");
    }

    @Test
    void anUploadThatTheGatewayRefusesSaysWhy() {
        int code = tollgate.run("upload", "book.pdf", "--price", "0.01", "--epochs", "1");

        assertThat(code).isEqualTo(ExitCodes.USAGE);
        assertThat(tollgate.err()).startsWith("Not uploaded: ").contains("answers 400");
    }

    @Test
    void anUploadIsToldToAPersonToo() {
        int code = tollgate.run("upload", "book.pdf", "--price", "0.01");

        assertThat(code).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out())
                .contains("for sale  " + testGateway.url("/download/"))
                .contains("price     $0.01 on base-sepolia, paid to 0xa0Ee7A142d267C1f36714E4a8F75612F20a79720")
                .contains("size      100000 bytes, sha256 ")
                .contains("(shown once");
    }

    private JsonNode upload(String... options) throws IOException {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "upload";
        arguments[1] = "book.pdf";
        arguments[2] = "--json";
        System.arraycopy(options, 0, arguments, 3, options.length);
        int code = tollgate.run(arguments);
        assertThat(code).as(tollgate.err()).isEqualTo(ExitCodes.OK);
        return new ObjectMapper().readTree(tollgate.out());
    }
}
