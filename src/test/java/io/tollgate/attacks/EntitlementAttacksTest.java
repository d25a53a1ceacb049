package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.MovableClock;
import io.tollgate.Purse;
import io.tollgate.Twin;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R33 to R35 and R41: coming back to what was bought, with what is the buyer's and with what is not. */
class EntitlementAttacksTest {
    private static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);
    private static final String TOKEN = "Tollgate-Download-Token";

    private static Twin twin;
    private static Twin.Sold sold;
    private static Twin.Sold other;
    private Purse purse;
    private HttpResponse<byte[]> bought;
    private String token;

    @BeforeAll
    static void start() {
        twin = Twin.start();
        sold = twin.upload(CONTENT, Twin.PRICE);
        other = twin.upload("another file of the same price".getBytes(StandardCharsets.UTF_8), Twin.PRICE);
    }

    @AfterAll
    static void stop() {
        twin.close();
    }

    @BeforeEach
    void aBuyerWhoHasPaid() {
        purse = new Purse(twin.buyer());
        bought =
                twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", Purse.encode(purse.v2(twin.get(sold.downloadUrl()))));
        assertThat(bought.statusCode()).isEqualTo(200);
        token = bought.headers().firstValue(TOKEN).orElseThrow();
    }

    private int transfers() {
        return twin.account(purse.address()).path("transfers").asInt();
    }

    private static String error(HttpResponse<byte[]> answer) {
        return Twin.json(answer).path("error").asText();
    }

    private void assertServedForNothing(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
        assertThat(answer.headers().firstValue("PAYMENT-RESPONSE"))
                .isEqualTo(bought.headers().firstValue("PAYMENT-RESPONSE"));
        assertThat(answer.headers().firstValue("Cache-Control")).contains("private");
        assertThat(transfers()).isEqualTo(1);
    }

    private static void assertRefused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("PAYMENT-REQUIRED")).isPresent();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("only a buyer");
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, "Authorization"})
    void r33TheTokenBringsTheFileAgainWithTheSameReceipt(String header) {
        String value = header.equals(TOKEN) ? token : "Bearer " + token;

        assertServedForNothing(twin.get(sold.downloadUrl(), header, value));
        assertServedForNothing(twin.get(sold.downloadUrl(), header, value));
    }

    @Test
    void r33TheWalletBringsTheFileAgainWithTheSameReceipt() {
        String proof = purse.signed(purse.signIn(twin.get(sold.downloadUrl())));

        HttpResponse<byte[]> answer = twin.get(sold.downloadUrl(), "SIGN-IN-WITH-X", proof);

        assertServedForNothing(answer);
        assertThat(answer.headers().firstValue(TOKEN)).isPresent();
    }

    @Test
    void r33WhoIsEntitledIsNotChargedForAPaymentBesideIt() {
        String payment = Purse.encode(purse.v2(twin.get(sold.downloadUrl())));
        String proof = purse.signed(purse.signIn(twin.get(sold.downloadUrl())));

        assertServedForNothing(twin.get(sold.downloadUrl(), TOKEN, token, "PAYMENT-SIGNATURE", payment));
        assertServedForNothing(twin.get(sold.downloadUrl(), "SIGN-IN-WITH-X", proof, "PAYMENT-SIGNATURE", payment));
    }

    @Test
    void r33ABadTokenIsPassedOverForTheValidPaymentBesideIt() {
        Purse another = new Purse(twin.buyer());
        String payment = Purse.encode(another.v2(twin.get(sold.downloadUrl())));

        HttpResponse<byte[]> answer = twin.get(sold.downloadUrl(), TOKEN, "nonsense", "PAYMENT-SIGNATURE", payment);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(twin.account(another.address()).path("transfers").asInt()).isEqualTo(1);
    }

    @Test
    void aLinkOpensInABrowserAndHandsOutNothingThatLastsLonger() {
        HttpRequest head = HttpRequest.newBuilder(sold.downloadUrl())
                .header(TOKEN, token)
                .method("HEAD", BodyPublishers.noBody())
                .build();
        String link =
                twin.send(head).headers().firstValue("Tollgate-Download-Link").orElseThrow();

        HttpResponse<byte[]> answer = twin.get(URI.create(link));

        assertServedForNothing(answer);
        assertThat(link).startsWith(sold.downloadUrl() + "?token=tgd_");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue(TOKEN)).isEmpty();
        assertThat(answer.headers().firstValue("Tollgate-Download-Link")).isEmpty();
    }

    @Test
    void theLastingTokenIsNotTakenInAnAddress() {
        HttpResponse<byte[]> answer = twin.get(URI.create(sold.downloadUrl() + "?token=" + token));

        assertRefused(answer);
        assertThat(error(answer)).isEqualTo("invalid_download_token");
    }

    @Test
    void r34ATokenForOneFileOpensNoOther() {
        assertRefused(twin.get(other.downloadUrl(), TOKEN, token));
    }

    @Test
    void r34ATokenWithAnyBitFlippedIsRefused() {
        byte[] bytes = Base64.getUrlDecoder().decode(token.substring("tgd_".length()));
        for (int bit = 0; bit < bytes.length * 8; bit += 7) {
            byte[] bent = bytes.clone();
            bent[bit / 8] ^= (byte) (1 << bit % 8);
            String text = "tgd_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bent);

            HttpResponse<byte[]> answer = twin.get(sold.downloadUrl(), TOKEN, text);

            assertRefused(answer);
            assertThat(error(answer)).isEqualTo("invalid_download_token");
        }
    }

    @Test
    void r34ATruncatedTokenIsRefused() {
        for (int length = 1; length < token.length(); length += 5) {
            assertRefused(twin.get(sold.downloadUrl(), TOKEN, token.substring(0, length)));
        }
        assertRefused(twin.get(sold.downloadUrl(), TOKEN, token + "AAAA"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS256"})
    void r34AJsonWebTokenOfAnyAlgorithmIsRefused(String algorithm) {
        String receipt = receiptId();
        String jwt = base64("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}") + "."
                + base64("{\"sub\":\"" + receipt + "\",\"exp\":99999999999}") + ".";

        assertRefused(twin.get(sold.downloadUrl(), TOKEN, jwt));
        assertRefused(twin.get(sold.downloadUrl(), "Authorization", "Bearer " + jwt));
        assertRefused(twin.get(URI.create(sold.downloadUrl() + "?token=" + jwt)));
        assertRefused(twin.get(sold.downloadUrl(), TOKEN, receipt));
    }

    private String receiptId() {
        String url = bought.headers().firstValue("Tollgate-Receipt").orElseThrow();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void r34AnExpiredTokenIsRefusedAndALinkSooner() {
        MovableClock clock = new MovableClock(Instant.now());
        try (Twin late = Twin.start(Map.of("TOLLGATE_ENTITLEMENT_WINDOW", "1h"), clock)) {
            Twin.Sold item = late.upload(CONTENT, Twin.PRICE);
            Purse buyer = new Purse(late.buyer());
            String payment = Purse.encode(buyer.v2(late.get(item.downloadUrl())));
            HttpHeaders sale =
                    late.get(item.downloadUrl(), "PAYMENT-SIGNATURE", payment).headers();
            String early = sale.firstValue(TOKEN).orElseThrow();
            URI link = URI.create(sale.firstValue("Tollgate-Download-Link").orElseThrow());

            clock.advance(Duration.ofMinutes(10));
            HttpResponse<byte[]> linkIsOver = late.get(link);
            HttpResponse<byte[]> tokenIsNot = late.get(item.downloadUrl(), TOKEN, early);
            HttpResponse<byte[]> paymentIsOver = late.get(item.downloadUrl(), "PAYMENT-SIGNATURE", payment);
            clock.advance(Duration.ofMinutes(50));
            HttpResponse<byte[]> tokenIsOver = late.get(item.downloadUrl(), TOKEN, early);
            HttpResponse<byte[]> challenge = late.get(item.downloadUrl());
            HttpResponse<byte[]> walletIsOver =
                    late.get(item.downloadUrl(), "SIGN-IN-WITH-X", buyer.signed(buyer.signIn(challenge)));

            assertThat(tokenIsNot.body()).isEqualTo(CONTENT);
            assertThat(error(linkIsOver)).isEqualTo("expired_download_token");
            assertThat(error(paymentIsOver)).isEqualTo("payment_already_used");
            assertThat(error(tokenIsOver)).isEqualTo("expired_download_token");
            assertThat(error(walletIsOver)).isEqualTo("not_bought_by_this_wallet");
        }
    }

    @Test
    void r35ASignInIsTakenOnce() {
        String proof = purse.signed(purse.signIn(twin.get(sold.downloadUrl())));

        HttpResponse<byte[]> first = twin.get(sold.downloadUrl(), "SIGN-IN-WITH-X", proof);
        HttpResponse<byte[]> second = twin.get(sold.downloadUrl(), "SIGN-IN-WITH-X", proof);

        assertServedForNothing(first);
        assertRefused(second);
        assertThat(error(second)).isEqualTo("invalid_siwx_nonce");
    }

    static Stream<Arguments> bentSignIns() {
        return Stream.of(
                bent("another host", "invalid_siwx_domain_mismatch", in -> in.put("domain", "evil.example.com")),
                bent(
                        "another file",
                        "invalid_siwx_uri_mismatch",
                        in -> in.put("uri", other.downloadUrl().toString())),
                bent("another origin", "invalid_siwx_uri_mismatch", in -> in.put("uri", "https://evil.example.com/")),
                bent("another chain", "invalid_siwx_unsupported_chain", in -> in.put("chainId", "eip155:8453")),
                bent("another sentence", "invalid_siwx_statement_mismatch", in -> in.put("statement", "Pay")),
                bent("a nonce of its own", "invalid_siwx_nonce", in -> in.put("nonce", "00112233445566778899aabb")),
                bent("a longer life", "invalid_siwx_nonce", in -> in.put("expirationTime", "2099-01-01T00:00:00.000Z")),
                bent("over", "invalid_siwx_expired", in -> in.put("expirationTime", "2020-01-01T00:00:00.000Z")),
                bent(
                        "another wallet",
                        "invalid_siwx_signature",
                        in -> in.put("address", "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC")));
    }

    private static Arguments bent(String what, String error, Consumer<ObjectNode> bending) {
        return Arguments.of(what, error, bending);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bentSignIns")
    void r35ASignInForAnythingElseIsRefused(String what, String error, Consumer<ObjectNode> bending) {
        ObjectNode signIn = purse.signIn(twin.get(sold.downloadUrl()));
        bending.accept(signIn);

        HttpResponse<byte[]> answer = twin.get(sold.downloadUrl(), "SIGN-IN-WITH-X", purse.signed(signIn));

        assertRefused(answer);
        assertThat(error(answer)).isEqualTo(error);
    }

    @Test
    void r35AWalletThatHasNotPaidGetsTheTerms() {
        Purse stranger = new Purse(twin.buyer());
        String proof = stranger.signed(stranger.signIn(twin.get(sold.downloadUrl())));

        HttpResponse<byte[]> answer = twin.get(sold.downloadUrl(), "SIGN-IN-WITH-X", proof);

        assertRefused(answer);
        assertThat(error(answer)).isEqualTo("not_bought_by_this_wallet");
    }

    @Test
    void r35AHeadSpendsNoSignIn() {
        String proof = purse.signed(purse.signIn(twin.get(sold.downloadUrl())));
        HttpRequest head = HttpRequest.newBuilder(sold.downloadUrl())
                .header("SIGN-IN-WITH-X", proof)
                .method("HEAD", BodyPublishers.noBody())
                .build();

        int status = twin.send(head).statusCode();

        assertThat(status).isEqualTo(402);
        assertServedForNothing(twin.get(sold.downloadUrl(), "SIGN-IN-WITH-X", proof));
    }

    @Test
    void r41APaymentRebuiltFromTheChainIsRefused() {
        ObjectNode seen = purse.v2(twin.get(sold.downloadUrl()));
        twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", Purse.encode(seen));
        ObjectNode noQuote = seen.deepCopy();
        ((ObjectNode) noQuote.path("accepted").path("extra")).remove("quote");
        ObjectNode v1 = Twin.JSON
                .createObjectNode()
                .put("x402Version", 1)
                .put("scheme", "exact")
                .put("network", "base-sepolia");
        v1.set("payload", seen.get("payload"));

        for (ObjectNode rebuilt : new ObjectNode[] {noQuote, v1}) {
            HttpResponse<byte[]> answer = twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", Purse.encode(rebuilt));

            assertRefused(answer);
            assertThat(error(answer)).isEqualTo("payment_already_used");
            assertThat(answer.headers().firstValue(TOKEN)).isEmpty();
        }
        assertThat(transfers()).isEqualTo(2);
    }

    @Test
    void r41AV1PaymentIsGoodUntilTheFirstCompleteDeliveryOnly() {
        Purse buyer = new Purse(twin.buyer());
        String payment = Purse.encode(buyer.v1(twin.get(sold.downloadUrl())));
        HttpResponse<byte[]> sale = twin.get(sold.downloadUrl(), "X-PAYMENT", payment);

        HttpResponse<byte[]> again = twin.get(sold.downloadUrl(), "X-PAYMENT", payment);
        HttpResponse<byte[]> withToken = twin.get(
                sold.downloadUrl(), TOKEN, sale.headers().firstValue(TOKEN).orElseThrow());

        assertRefused(again);
        assertThat(withToken.body()).isEqualTo(CONTENT);
    }
}
