package io.tollgate.catalog.api;

import static io.tollgate.TestGateway.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.x402.evm.Wallet;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may change a listing, what may be changed, and what becomes of it. */
class SellerTest {
    private static final String OTHER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

    private static TestGateway gateway;
    private static SellerFixture desk;
    private static int number;
    private TestGateway.Sold sold;
    private String token;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("TOLLGATE_ITEM_CACHE", "1m"));
        desk = new SellerFixture(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void sell() {
        sold = gateway.upload(("something " + number++).getBytes(StandardCharsets.UTF_8), PRICE);
        token = SellerFixture.token(sold);
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo(code);
    }

    private String asked() {
        return TestPayer.terms(gateway.get(sold.downloadUrl()))
                .path("accepts")
                .path(0)
                .path("amount")
                .asText();
    }

    private JsonNode shown() {
        return TestGateway.json(gateway.get(desk.url(sold)));
    }

    @Test
    void aChangeShowsAtOnceInTheItemAndInThe402() {
        assertThat(asked()).isEqualTo("10000");

        JsonNode changed = desk.change(
                sold, "{\"price\":\"0.02\",\"title\":\"New\",\"description\":\"Better\",\"payTo\":\"" + OTHER + "\"}");

        assertThat(changed.path("price").asText()).isEqualTo("0.02");
        assertThat(changed).isEqualTo(shown());
        assertThat(changed.path("title").asText()).isEqualTo("New");
        assertThat(changed.path("payTo").asText()).isEqualTo(OTHER);
        JsonNode terms = TestPayer.terms(gateway.get(sold.downloadUrl()));
        assertThat(terms.path("accepts").path(0).path("amount").asText()).isEqualTo("20000");
        assertThat(terms.path("accepts").path(0).path("payTo").asText()).isEqualTo(OTHER);
        assertThat(terms.path("resource").path("description").asText()).isEqualTo("Better");
        JsonNode v1 = TestGateway.json(gateway.get(sold.downloadUrl()))
                .path("accepts")
                .path(0);
        assertThat(v1.path("maxAmountRequired").asText()).isEqualTo("20000");
    }

    @Test
    void aPriceByTheMiBIsAppliedToTheFile() {
        JsonNode changed = desk.change(sold, "{\"pricePerMiB\":\"1\",\"minPrice\":\"0.005\",\"maxPrice\":\"2\"}");

        assertThat(changed.path("price").asText()).isEqualTo("0.005");
        assertThat(changed.path("pricing").path("pricePerMiB").asText()).isEqualTo("1");
        assertThat(asked()).isEqualTo("5000");
    }

    @Test
    void whatBecomesFreeIsServedAndWhatIsPricedAgainIsNot() {
        assertThat(gateway.get(sold.downloadUrl()).statusCode()).isEqualTo(402);

        desk.change(sold, "{\"price\":\"0\"}");
        assertThat(gateway.get(sold.downloadUrl()).statusCode()).isEqualTo(200);

        desk.change(sold, "{\"price\":\"0.01\"}");
        assertThat(gateway.get(sold.downloadUrl()).statusCode()).isEqualTo(402);
    }

    @Test
    void whatIsWithdrawnIsNotSoldUntilItComesBackButItsBuyersAreServed() {
        String payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);

        desk.change(sold, "{\"forSale\":false}");

        assertThat(gateway.get(sold.downloadUrl()).statusCode()).isEqualTo(404);
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);
        desk.change(sold, "{\"forSale\":true}");
        assertThat(gateway.get(sold.downloadUrl()).statusCode()).isEqualTo(402);
    }

    @Test
    void aBuyerIsServedWhenTheFileBecameFreeAndWasWithdrawn() {
        String payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);

        desk.change(sold, "{\"forSale\":false,\"price\":\"0\"}");

        assertThat(gateway.get(sold.downloadUrl()).statusCode()).isEqualTo(404);
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoIsPaidMayChangeItByWallet() {
        Wallet wallet = Wallet.development(3);
        TestGateway.Sold theirs =
                gateway.offer(("by wallet " + number).getBytes(), "price=0.01&payTo=" + wallet.address());
        HttpResponse<byte[]> asked = desk.patch(theirs, "{\"price\":\"0.03\"}");
        assertProblem(asked, 401, "seller_unknown");
        String proof = SellerFixture.signIn(asked, wallet);

        HttpResponse<byte[]> changed = desk.patch(theirs, "{\"price\":\"0.03\"}", "SIGN-IN-WITH-X", proof);
        HttpResponse<byte[]> again = desk.patch(theirs, "{\"price\":\"0.04\"}", "SIGN-IN-WITH-X", proof);

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(TestGateway.json(changed).path("price").asText()).isEqualTo("0.03");
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(TestGateway.json(gateway.get(desk.url(theirs))).path("price").asText())
                .isEqualTo("0.03");
    }

    @Test
    void anotherWalletMayNot() {
        HttpResponse<byte[]> asked = desk.patch(sold, "{\"price\":\"0\"}");
        String proof = SellerFixture.signIn(asked, Wallet.development(4));

        assertProblem(desk.patch(sold, "{\"price\":\"0\"}", "SIGN-IN-WITH-X", proof), 403, "not_the_seller");
        assertThat(asked()).isEqualTo("10000");
    }

    @Test
    void aSignInForOneListingIsNoneForAnother() {
        Wallet wallet = Wallet.development(3);
        TestGateway.Sold one = gateway.offer(("one " + number).getBytes(), "price=0.01&payTo=" + wallet.address());
        TestGateway.Sold two = gateway.offer(("two " + number).getBytes(), "price=0.01&payTo=" + wallet.address());
        String proof = SellerFixture.signIn(desk.patch(one, "{}"), wallet);

        assertThat(desk.patch(two, "{\"price\":\"0\"}", "SIGN-IN-WITH-X", proof).statusCode())
                .isEqualTo(401);
    }

    @Test
    void r31AListingOfSomebodyElseAndNoneAtAllAreRefusedAlike() {
        TestGateway.Sold never = new TestGateway.Sold("A".repeat(43), sold.downloadUrl(), sold.answer());
        TestGateway.Sold foreign = gateway.upload(("foreign " + number).getBytes(), PRICE);

        HttpResponse<byte[]> unknown = desk.patch(never, "{\"price\":\"0\"}", "Authorization", token);
        HttpResponse<byte[]> others = desk.patch(foreign, "{\"price\":\"0\"}", "Authorization", token);
        HttpResponse<byte[]> garbage = desk.delete(sold, "?force=true", "Authorization", "Bearer x");

        assertProblem(others, 403, "not_the_seller");
        assertThat(unknown.body()).isEqualTo(others.body()).isEqualTo(garbage.body());
        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(asked()).isEqualTo("10000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "\"price\"",
                "{\"price\":\"0.02\"",
                "{\"price\":\"0.02\"}{}",
                "{\"price\":\"0.02\",\"price\":\"0.03\"}",
                "{\"price\":0.02}",
                "{\"price\":null}",
                "{\"price\":\"\"}",
                "{\"price\":\"-1\"}",
                "{\"price\":\"1e3\"}",
                "{\"price\":\"0.0000001\"}",
                "{\"price\":\"1\",\"pricePerMiB\":\"1\"}",
                "{\"minPrice\":\"1\"}",
                "{\"pricePerMiB\":\"1\",\"minPrice\":\"2\",\"maxPrice\":\"1\"}",
                "{\"payTo\":\"0x1234\"}",
                "{\"payTo\":\"0x0000000000000000000000000000000000000000\"}",
                "{\"payTo\":\"0x70997970C51812dc3A010C7d01b50e0d17dc79c8\"}",
                "{\"networks\":\"base\"}",
                "{\"networks\":[\"base\"]}",
                "{\"networks\":[\"base-sepolia,base-sepolia\"]}",
                "{\"networks\":[1]}",
                "{\"title\":\"two\\nlines\"}",
                "{\"title\":7}",
                "{\"forSale\":\"yes\"}",
                "{\"accessHours\":1}",
                "{\"blobId\":\"x\"}",
                "{\"price\":\"0.02\",\"sellerToken\":\"x\"}",
                "{\"a\":[[[[[[]]]]]]}"
            })
    void aChangeThatCannotBeChangesNothing(String json) {
        assertProblem(desk.patch(sold, json, "Authorization", token), 400, "invalid_change");
        assertThat(asked()).isEqualTo("10000");
    }

    @Test
    void aChangeIsSmallAndJson() {
        String large = "{\"title\":\"" + "x".repeat(20_000) + "\"}";

        assertProblem(desk.patch(sold, large, "Authorization", token), 413, "too_large");
        HttpResponse<byte[]> form = gateway.send(java.net.http.HttpRequest.newBuilder(desk.url(sold))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", token)
                .method("PATCH", java.net.http.HttpRequest.BodyPublishers.ofString("price=0"))
                .build());
        assertProblem(form, 415, "json_expected");
    }

    @Test
    void whatWasDeletedIsGoneForEverybody() {
        HttpResponse<byte[]> deleted = desk.delete(sold, "", "Authorization", token);

        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(TestGateway.json(deleted).path("status").asText()).isEqualTo("deleted");
        assertThat(gateway.get(sold.downloadUrl()).statusCode()).isEqualTo(404);
        assertThat(gateway.get(desk.url(sold), "Authorization", token).statusCode())
                .isEqualTo(404);
        assertProblem(desk.delete(sold, "", "Authorization", token), 403, "not_the_seller");
    }

    @Test
    void whileABuyerMayFetchItDeletionTakesForce() {
        String payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));
        gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);

        assertProblem(desk.delete(sold, "", "Authorization", token), 409, "buyers_rely_on_it");
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> forced = desk.delete(sold, "?force=true", "Authorization", token);

        assertThat(TestGateway.json(forced).path("buyers").asInt()).isEqualTo(1);
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"?force=yes", "?force=", "?force=true&force=true"})
    void aForceThatIsNoneIsRefused(String query) {
        assertProblem(desk.delete(sold, query, "Authorization", token), 400, "invalid_query");
        assertThat(asked()).isEqualTo("10000");
    }

    @Test
    void anUnsealedFileDoesNotGetAPrice() {
        TestGateway.Sold free = gateway.offer(("free " + number).getBytes(), "price=0&sealed=false");

        HttpResponse<byte[]> priced = desk.patch(free, "{\"price\":\"1\"}", "Authorization", SellerFixture.token(free));

        assertProblem(priced, 400, "invalid_change");
        assertThat(gateway.get(free.downloadUrl()).statusCode()).isEqualTo(200);
    }
}
