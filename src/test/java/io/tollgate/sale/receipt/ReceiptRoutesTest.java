package io.tollgate.sale.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.admin.ManagementClient;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed offers and receipts, as a buyer gets, keeps, shows and checks them. */
class ReceiptRoutesTest {
    private static final byte[] CONTENT = "what a receipt is for".getBytes(StandardCharsets.UTF_8);

    private static TestGateway gateway;
    private static TestGateway.Sold sold;

    private final ReceiptVerifier check = new ReceiptVerifier();
    private TestPayer payer;
    private HttpResponse<byte[]> bought;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        sold = gateway.upload(CONTENT, TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void aSale() {
        payer = new TestPayer(gateway.buyer());
        bought = gateway.get(
                sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl()))));
        assertThat(bought.statusCode()).isEqualTo(200);
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }

    private static JsonNode decoded(String base64) throws Exception {
        return TestGateway.JSON.readTree(Base64.getDecoder().decode(base64));
    }

    private String jwks() {
        return new String(gateway.get(gateway.url("/.well-known/jwks.json")).body(), StandardCharsets.UTF_8);
    }

    private ReceiptVerifier.Finding.Right right(String receipt) {
        ReceiptVerifier.Finding finding = check.check(receipt, Optional.of(jwks()));
        assertThat(finding).isInstanceOf(ReceiptVerifier.Finding.Right.class);
        return (ReceiptVerifier.Finding.Right) finding;
    }

    @Test
    void theSettlementCarriesASignedReceiptOfWhatWasPaid() throws Exception {
        String settlement = header(bought, "PAYMENT-RESPONSE");

        ReceiptVerifier.Finding.Right right = right(settlement);

        JsonNode statement = right.statement();
        assertThat(right.issuer()).isEqualTo("did:web:127.0.0.1%3A" + gateway.port());
        assertThat(right.trusted()).isTrue();
        assertThat(statement.path("version").isInt()).isTrue();
        assertThat(statement.path("payer").asText()).isEqualTo(payer.address().toString());
        assertThat(statement.path("network").asText()).isEqualTo("eip155:84532");
        assertThat(statement.path("resourceUrl").asText())
                .isEqualTo(sold.downloadUrl().toString());
        assertThat(statement.path("transaction")).isEqualTo(decoded(settlement).path("transaction"));
        assertThat(statement.path("amount").asText()).isEqualTo("10000");
        assertThat(statement.path("sha256").asText())
                .isEqualTo(sold.answer().path("sha256").asText());
    }

    @Test
    void aReceiptCanBeReadAgainUnderItsNameAndIsTheSame() throws Exception {
        HttpResponse<byte[]> read = gateway.get(URI.create(header(bought, "Tollgate-Receipt")));

        JsonNode document = TestGateway.json(read);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(header(read, "Cache-Control")).contains("no-store");
        assertThat(document.path("receipt").path("signature"))
                .isEqualTo(decoded(header(bought, "PAYMENT-RESPONSE"))
                        .path("extensions")
                        .path("offer-receipt")
                        .path("info")
                        .path("receipt")
                        .path("signature"));
        assertThat(document.path("item").path("title").asText()).isEqualTo("file.bin");
        assertThat(document.path("price").asText()).isEqualTo("0.01");
        assertThat(right(document.toString()).statement()).isEqualTo(document.path("statement"));
        assertThat(check.check(document.toString(), Optional.empty()))
                .isInstanceOfSatisfying(
                        ReceiptVerifier.Finding.Right.class,
                        found -> assertThat(found.trusted()).isFalse());
    }

    @Test
    void aReceiptBringsNobodyTheFile() {
        String name = header(bought, "Tollgate-Receipt").replaceAll(".*/", "");

        assertThat(gateway.get(sold.downloadUrl(), "Tollgate-Download-Token", name)
                        .statusCode())
                .isEqualTo(402);
        assertThat(gateway.get(sold.downloadUrl(), "Authorization", "Bearer " + name)
                        .statusCode())
                .isEqualTo(402);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rcpt_AAAAAAAAAAAAAAAAAAAAAA", "rcpt_", "x", "rcpt_%27or1=1", "item_AAAAAAAAAAAAAAAAAAAAAA"})
    void aReceiptThatNobodyWasGivenIsNotFound(String name) {
        assertThat(gateway.get(gateway.url("/receipts/" + name)).statusCode()).isIn(400, 404);
    }

    @Test
    void whoeverChangesAReceiptIsFoundOut() throws Exception {
        ObjectNode document =
                (ObjectNode) TestGateway.json(gateway.get(URI.create(header(bought, "Tollgate-Receipt"))));
        String jws = document.path("receipt").path("signature").asText();
        String[] parts = jws.split("\\.");
        String dearer = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("\"10000\"", "\"90000\"")
                        .getBytes(StandardCharsets.UTF_8));
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8)
                        .replace("EdDSA", "none")
                        .getBytes(StandardCharsets.UTF_8));
        ObjectNode altered = document.deepCopy();
        ((ObjectNode) altered.path("statement")).put("amount", "90000");

        for (String wrong : new String[] {
            parts[0] + "." + dearer + "." + parts[2],
            none + "." + parts[1] + "." + parts[2],
            altered.toString(),
            document.deepCopy().put("paidAt", "2020-01-01T00:00:00Z").toString()
        }) {
            assertThat(check.check(wrong, Optional.of(jwks())))
                    .as(wrong)
                    .isNotInstanceOf(ReceiptVerifier.Finding.Right.class);
        }
        assertThat(check.check("hello", Optional.empty())).isInstanceOf(ReceiptVerifier.Finding.Unreadable.class);
    }

    @Test
    void aReceiptStaysGoodWhenTheKeyIsChanged() throws Exception {
        String old = header(bought, "PAYMENT-RESPONSE");
        String oldKey = right(old).keyId();

        ManagementClient.of(gateway.folder(), Duration.ofSeconds(10)).post("/observe/receipts/rotate-key", new byte[0]);
        HttpResponse<byte[]> later =
                gateway.get(sold.downloadUrl(), "Tollgate-Download-Token", header(bought, "Tollgate-Download-Token"));

        assertThat(right(old).keyId()).isEqualTo(oldKey);
        assertThat(right(header(later, "PAYMENT-RESPONSE")).keyId()).isNotEqualTo(oldKey);
        assertThat(TestGateway.json(gateway.get(gateway.url("/.well-known/did.json")))
                        .path("verificationMethod")
                        .findValuesAsText("kid"))
                .contains(oldKey);
    }

    @Test
    void offersAreSignedAsTheyAreMade() throws Exception {
        ObjectNode terms = TestPayer.terms(gateway.get(sold.downloadUrl()));

        JsonNode offer = terms.path("extensions")
                .path("offer-receipt")
                .path("info")
                .path("offers")
                .path(0);
        JsonNode signed = TestGateway.JSON.readTree(
                Base64.getUrlDecoder().decode(offer.path("signature").asText().split("\\.")[1]));

        assertThat(offer.path("format").asText()).isEqualTo("jws");
        assertThat(offer.path("acceptIndex").asInt()).isZero();
        JsonNode accepted = terms.path("accepts").path(0);
        for (String field : new String[] {"scheme", "network", "asset", "payTo", "amount"}) {
            assertThat(signed.path(field)).as(field).isEqualTo(accepted.path(field));
        }
        assertThat(signed.path("resourceUrl")).isEqualTo(terms.path("resource").path("url"));
        assertThat(signed.path("validUntil").asLong()).isGreaterThan(System.currentTimeMillis() / 1000 + 200);
    }

    @Test
    void theTermsStayShortEnoughForProxies() {
        HttpResponse<byte[]> challenge = gateway.get(sold.downloadUrl());

        assertThat(header(challenge, "PAYMENT-REQUIRED")).hasSizeLessThanOrEqualTo(4000);
        assertThat(header(bought, "PAYMENT-RESPONSE")).hasSizeLessThan(2500);
        assertThat(TestPayer.terms(challenge).path("extensions").fieldNames())
                .toIterable()
                .containsExactly("sign-in-with-x", "payment-identifier", "offer-receipt");
    }

    @Test
    void aV1ReceiptStaysAsV1ClientsKnowIt() throws Exception {
        TestPayer other = new TestPayer(gateway.buyer());
        HttpResponse<byte[]> sale = gateway.get(
                sold.downloadUrl(), "X-PAYMENT", TestPayer.encode(other.v1(gateway.get(sold.downloadUrl()))));

        assertThat(decoded(header(sale, "X-PAYMENT-RESPONSE")).fieldNames())
                .toIterable()
                .containsExactly("success", "transaction", "network", "payer");
        assertThat(gateway.get(URI.create(header(sale, "Tollgate-Receipt"))).statusCode())
                .isEqualTo(200);
    }
}
