package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.mcp.McpCaller;
import io.tollgate.payer.Seller;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.protocol.Challenge;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sellers that charge more than agreed or deliver less than was paid for (attacks M3, M4, M6 to M10). */
class ToolSellersTest {
    private static final String TOKEN = "alice-has-this-token";
    private static final String OTHER = "bobby-has-this-token";
    private static final String BUY = "get-data-from-resource-server";

    private static TestGateway gateway;
    private static McpCaller alice;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of(
                "MCP_TOKEN",
                "alice:" + TOKEN + ",bob:" + OTHER,
                "MCP_TOKEN_CAPS",
                "bob=$0.015",
                "PRIVATE_KEY",
                Wallet.development(0).reveal(),
                "WALLET_ALLOW_LOCALHOST",
                "true",
                "WALLET_HOSTS",
                "files.example",
                "WALLET_PAY_TO",
                Seller.PAY_TO.toString()));
        alice = new McpCaller(gateway, TOKEN);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void m03_aPriceAboveTheCapIsNotSigned() {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("100001")), Seller.file(new byte[3]))) {
            JsonNode result = buy(alice, seller);

            assertThat(code(result)).isEqualTo("not_paid");
            assertThat(seller.payments()).isEmpty();
        }
    }

    @Test
    void m03_aStopFileStopsTheWalletWithoutARestart() throws Exception {
        Path stopFile = Files.createFile(gateway.folder().resolve("wallet.stop"));
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")), Seller.file(new byte[3]))) {
            assertThat(buy(alice, seller).toString()).contains("not_paid", "stopped by its operator");
            assertThat(alice.got("wallet-status", Map.of()).path("stopped").asBoolean())
                    .isTrue();
            assertThat(seller.payments()).isEmpty();
            Files.delete(stopFile);

            assertThat(buy(alice, seller).path("isError").asBoolean()).isFalse();
        } finally {
            Files.deleteIfExists(stopFile);
        }
    }

    @Test
    void m03_everyStepOfAPurchaseIsRecordedInOrder() {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")), Seller.file(new byte[3]))) {
            buy(alice, seller);

            JsonNode purchase = alice.got("list-purchases", Map.of("limit", 1))
                    .path("purchases")
                    .get(0);
            assertThat(purchase.path("url").asText()).isEqualTo(seller.url().toString());
            assertThat(purchase.path("events").findValuesAsText("event"))
                    .containsExactly("reserved", "signed", "paid", "delivered");
        }
    }

    @Test
    void m03_eachTokenHasItsOwnCap() {
        McpCaller bob = new McpCaller(gateway, OTHER);
        try (Seller first = new Seller(Seller.priced(Seller.terms("10000")), Seller.file(new byte[3]));
                Seller second = new Seller(Seller.priced(Seller.terms("10000")), Seller.file(new byte[3]))) {
            assertThat(buy(bob, first).path("isError").asBoolean()).isFalse();
            assertThat(code(buy(bob, second))).isEqualTo("not_paid");

            assertThat(second.payments()).isEmpty();
        }
    }

    @Test
    void m04_onlyTheOfferOfAnAllowedSellerIsSigned() throws Exception {
        ObjectNode terms = terms();
        JsonNode allowed = terms.path("accepts").get(0);
        ObjectNode forbidden = allowed.deepCopy();
        forbidden.put("payTo", Wallet.development(7).address().toString());
        terms.putArray("accepts").add(forbidden).add(allowed);
        try (Seller seller = new Seller(Seller.pricedAs(terms.toString()), Seller.file(new byte[3]))) {
            buy(alice, seller);

            assertThat(authorization(seller).path("to").asText()).isEqualToIgnoringCase(Seller.PAY_TO.toString());
        }
    }

    @Test
    void m04_aSellerWhoIsNotListedIsNotPaid() throws Exception {
        ObjectNode terms = terms();
        ((ObjectNode) terms.path("accepts").get(0))
                .put("payTo", Wallet.development(7).address().toString());
        try (Seller seller = new Seller(Seller.pricedAs(terms.toString()), Seller.file(new byte[3]))) {
            JsonNode result = buy(alice, seller);

            assertThat(code(result)).isEqualTo("not_paid");
            assertThat(seller.payments()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://files.example/download/x",
                "https://files.example.evil.test/download/x",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/x",
                "https://user@files.example/x",
                "file:///etc/passwd",
                "//files.example/x",
                "https://0x7f000001/x"
            })
    void m06_anotherServerReceivesNoRequest(String url) {
        assertThat(code(alice.call(BUY, Map.of("url", url)))).isEqualTo("address_refused");
    }

    @Test
    void m06_aPaymentFollowsNoRedirect() {
        try (Seller otherSeller = new Seller(Seller.file(new byte[3]));
                Seller seller = new Seller(
                        Seller.priced(Seller.terms("10000")),
                        Seller.problem(
                                302, "moved", "Location", otherSeller.url().toString()))) {
            JsonNode result = buy(alice, seller);

            assertThat(result.path("isError").asBoolean()).isTrue();
            assertThat(otherSeller.asked()).isEmpty();
        }
    }

    @Test
    void m07_aSellerWhoRepeatsThe402IsPaidOnce() {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")))) {
            for (int i = 0; i < 4; i++) {
                assertThat(buy(alice, seller).path("isError").asBoolean()).isTrue();
            }

            assertThat(new HashSet<>(seller.payments())).hasSize(1);
        }
    }

    @Test
    void m08_wrongBytesAreReportedAndNotPaidAgain() {
        try (Seller seller = new Seller(
                Seller.priced(Seller.terms("10000")),
                Seller.file("other".getBytes(StandardCharsets.UTF_8), "Tollgate-Sha256", "ab".repeat(32)))) {
            JsonNode first = buy(alice, seller);
            JsonNode second = buy(alice, seller);

            assertThat(code(first)).isEqualTo("not_downloaded");
            assertThat(first.toString()).contains("sha256 differs");
            assertThat(code(second)).isEqualTo("not_downloaded");
            assertThat(new HashSet<>(seller.payments())).hasSize(1);
        }
    }

    @Test
    void m08_anEmptyFileIsReportedWithItsHash() {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")), Seller.file(new byte[0]))) {
            JsonNode file = buy(alice, seller).path("structuredContent");

            assertThat(file.path("size").asInt()).isZero();
            assertThat(file.path("sha256").asText()).startsWith("e3b0c442");
            assertThat(file.path("sha256Verified").asBoolean()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01", "1e4", "-5", "0x10", "10000000000000000000000000000000"})
    void m09_anInvalidAmountIsRefused(String amount) throws Exception {
        ObjectNode terms = terms();
        ((ObjectNode) terms.path("accepts").get(0)).put("maxAmountRequired", amount);
        try (Seller seller = new Seller(Seller.pricedAs(terms.toString()))) {
            assertThat(code(buy(alice, seller))).isEqualTo("not_paid");
            assertThat(seller.payments()).isEmpty();
        }
    }

    @Test
    void m09_anUnknownTokenIsRefused() throws Exception {
        ObjectNode terms = terms();
        ((ObjectNode) terms.path("accepts").get(0)).put("asset", "0x1111111111111111111111111111111111111111");
        try (Seller seller = new Seller(Seller.pricedAs(terms.toString()))) {
            assertThat(code(buy(alice, seller))).isEqualTo("not_paid");
            assertThat(seller.payments()).isEmpty();
        }
    }

    @Test
    void m10_anAuthorizationIsValidForTenMinutesAtMost() throws Exception {
        try (Seller seller =
                new Seller(Seller.priced(Seller.terms("10000", Duration.ofDays(365))), Seller.file(new byte[3]))) {
            buy(alice, seller);

            long validBefore = authorization(seller).path("validBefore").asLong();
            assertThat(Instant.ofEpochSecond(validBefore))
                    .isBefore(Instant.now().plus(Duration.ofMinutes(11)));
        }
    }

    private static ObjectNode terms() throws Exception {
        Challenge challenge = new Challenge(List.of(Seller.terms("10000")), "Payment required");
        return (ObjectNode) TestGateway.JSON.readTree(challenge.v1Body());
    }

    private static JsonNode authorization(Seller seller) throws Exception {
        return TestGateway.JSON
                .readTree(Base64.getDecoder().decode(seller.payments().getFirst()))
                .path("payload")
                .path("authorization");
    }

    private static JsonNode buy(McpCaller caller, Seller seller) {
        return caller.call(BUY, Map.of("url", seller.url().toString()));
    }

    private static String code(JsonNode result) {
        return result.path("structuredContent").path("code").asText();
    }
}
