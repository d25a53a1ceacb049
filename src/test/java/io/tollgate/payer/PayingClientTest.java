package io.tollgate.payer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.protocol.PaymentHeader;
import io.tollgate.x402.protocol.PaymentPayload;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the paying client signs and what it refuses to sign. */
class PayingClientTest {
    private static final byte[] FILE = content();
    private static final String SHA256 = Hashes.sha256(FILE);

    @TempDir
    private Path folder;

    private PayerFixture payer;

    @BeforeEach
    void payer() {
        payer = new PayerFixture(folder);
    }

    @AfterEach
    void close() {
        payer.close();
    }

    @Test
    void aFileThatCostsNothingIsSavedWithoutAPayment() throws Exception {
        try (Seller seller = new Seller(Seller.file(FILE))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase)
                    .isEqualTo(new PurchaseResult.Saved(payer.output, FILE.length, SHA256, false, Optional.empty()));
            assertThat(payer.output).hasBinaryContent(FILE);
            assertThat(seller.payments()).isEmpty();
        }
    }

    @Test
    void aV2SellerIsPaidInTheV2Header() throws Exception {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")), Seller.file(FILE))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase)
                    .asInstanceOf(type(PurchaseResult.Saved.class))
                    .satisfies(saved ->
                            assertThat(saved.paid().orElseThrow().transaction()).contains(Seller.TRANSACTION.hex()));
            PaymentPayload payment = PaymentHeader.decode(seller.asked().get(1).get("PAYMENT-SIGNATURE"));
            assertThat(payment.version()).isEqualTo(2);
            assertThat(payment.quote()).contains("quote");
            assertThat(payment.authorization().to()).isEqualTo(Seller.PAY_TO);
            assertThat(payment.authorization().value()).hasToString("10000");
            assertThat(payment.authorization().from())
                    .isEqualTo(Wallet.development(0).address());
        }
    }

    @Test
    void aSellerWhoKnowsOnlyV1IsPaidInTheV1Header() throws Exception {
        try (Seller seller = new Seller(Seller.pricedInV1(Seller.terms("10000")), Seller.file(FILE))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase).isInstanceOf(PurchaseResult.Saved.class);
            PaymentPayload payment = PaymentHeader.decode(seller.asked().get(1).get("X-PAYMENT"));
            assertThat(payment.version()).isEqualTo(1);
            assertThat(payment.network()).isEqualTo("base-sepolia");
        }
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "600, 600", "86400, 600"})
    void noSignatureIsGoodForLongerThanTenMinutes(long asked, long signed) throws Exception {
        Seller.Answer price = Seller.priced(Seller.terms("10000", Duration.ofSeconds(asked)));
        try (Seller seller = new Seller(price, Seller.file(FILE))) {
            payer.buy(seller);

            PaymentPayload payment = PaymentHeader.decode(seller.payments().get(0));
            assertThat(payment.authorization().validBefore().seconds())
                    .isEqualTo(BigInteger.valueOf(PayerFixture.NOON.getEpochSecond() + signed));
        }
    }

    @Test
    void nothingIsSignedOverTheLimit() throws Exception {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("100001")))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase)
                    .isEqualTo(new PurchaseResult.NotPaid(
                            "it costs $0.100001, over the limit of $0.1 (--max, WALLET_MAX_PER_CALL)"));
            assertThat(seller.asked()).hasSize(1);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void theFirstOfferWithinTheLimitIsTaken() throws Exception {
        ObjectMapper json = new ObjectMapper();
        JsonNode body = json.createObjectNode()
                .put("x402Version", 1)
                .set(
                        "accepts",
                        json.createArrayNode()
                                .add(Seller.terms("900000").v1())
                                .add(Seller.terms("70000").v1())
                                .add(Seller.terms("50000").v1()));
        try (Seller seller = new Seller(Seller.pricedAs(body.toString()), Seller.file(FILE))) {
            payer.buy(seller);

            assertThat(PaymentHeader.decode(seller.payments().get(0))
                            .authorization()
                            .value())
                    .hasToString("70000");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            network | \"solana\"                                       | network solana is not one
            asset   | \"0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913\"   | is not USDC on base-sepolia
            scheme  | \"upto\"                                         | the way of paying
            extra   | {"assetTransferMethod":"permit2"}                | the way of paying
            extra   | {"paymentFlow":"escrow"}                         | the way of paying
            extra   | {"name":"USD Coin","version":"2"}                | signing domain
            """)
    void termsThatThisWalletCannotMeetAreNotSigned(String field, String value, String why) throws Exception {
        JsonNode offer = Seller.terms("10000").v1().set(field, new ObjectMapper().readTree(value));
        String body = "{\"x402Version\":1,\"accepts\":[" + offer + "]}";
        try (Seller seller = new Seller(Seller.pricedAs(body))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase)
                    .asInstanceOf(type(PurchaseResult.NotPaid.class))
                    .satisfies(none -> assertThat(none.why()).contains(why));
            assertThat(seller.payments()).isEmpty();
        }
    }

    @Test
    void withoutAWalletThePriceIsRefused() throws Exception {
        payer.withoutWallet();
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase).isEqualTo(new PurchaseResult.NotPaid("there is no wallet: set PRIVATE_KEY"));
        }
    }

    @Test
    void aSellerWhoAsksForEverGetsOnePayment() throws Exception {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase)
                    .asInstanceOf(type(PurchaseResult.NotPaid.class))
                    .satisfies(refused -> assertThat(refused.why())
                            .contains("the seller refused the payment: Payment required")
                            .contains("valid until 12:05:00 UTC"));
            assertThat(seller.asked()).hasSize(2);
            assertThat(seller.payments()).hasSize(1);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Seller seller = new Seller(Seller.problem(302, "", "Location", "http://127.0.0.1:1/elsewhere"))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase)
                    .asInstanceOf(type(PurchaseResult.Failed.class))
                    .satisfies(failed -> assertThat(failed.why()).contains("redirects (302)"));
            assertThat(seller.asked()).hasSize(1);
        }
    }

    @Test
    void aPaymentIsOnDiskForItsOwnerOnlyBeforeItIsSent() throws Exception {
        Path kept = folder.resolve("out.bin.payment");
        Seller.Answer look = exchange -> {
            assertThat(kept).exists();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                    .isEqualTo("rw-------");
            Seller.file(FILE).give(exchange);
        };
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")), look)) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase).isInstanceOf(PurchaseResult.Saved.class);
            assertThat(folder).isDirectoryNotContaining("glob:**payment*");
        }
    }

    @Test
    void whatAServerSaysReachesTheTerminalOnOneCleanLine() throws Exception {
        String body = "{\"x402Version\":1,\"error\":\"no\\u001b[31m\\nway\\u202e!\",\"accepts\":["
                + Seller.terms("10000").v1() + "]}";
        try (Seller seller = new Seller(Seller.pricedAs(body))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase)
                    .asInstanceOf(type(PurchaseResult.NotPaid.class))
                    .satisfies(refused -> assertThat(refused.why())
                            .contains("no [31m way !")
                            .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]"));
        }
    }

    @Test
    void aPaymentNeverPrintsItself() throws Exception {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")), Seller.silence())) {
            payer.buy(seller);

            String sent = seller.payments().get(0);
            assertThat(payer.kept().orElseThrow().headerValue()).isEqualTo(sent);
            assertThat(payer.kept().orElseThrow().toString() + PayingClient.kept(payer.output))
                    .doesNotContain(sent)
                    .doesNotContain(new String(Base64.getDecoder().decode(sent)));
        }
    }

    private static byte[] content() {
        byte[] bytes = new byte[200_000];
        new Random(402).nextBytes(bytes);
        return bytes;
    }
}
