package io.tollgate.attacks;

import static io.tollgate.attacks.PaidBuyer.CONTENT;
import static io.tollgate.attacks.PaidBuyer.SIGN_IN;
import static io.tollgate.attacks.PaidBuyer.TOKEN;
import static io.tollgate.attacks.PaidBuyer.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.MovableClock;
import io.tollgate.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R33 and R34: valid download tokens, and tokens that are forged, modified or expired. */
class TokenAttacksTest extends PurchasedFileFixture {
    private static final String INVALID = "invalid_download_token";
    private static final String EXPIRED = "expired_download_token";

    private String token;

    @BeforeEach
    void readToken() {
        token = buyer.token();
    }

    private static HttpResponse<byte[]> getWithTokenInUrl(String text) {
        return gateway.get(URI.create(sold.downloadUrl() + "?token=" + text));
    }

    @Test
    void r33TheTokenDownloadsTheFileAgainWithTheSameReceipt() {
        buyer.assertServedWithoutCharge(get(TOKEN, token));
        buyer.assertServedWithoutCharge(get("Authorization", "Bearer " + token));
        buyer.assertServedWithoutCharge(get(TOKEN, token));
    }

    @Test
    void r33AnEntitledBuyerIsNotChargedForAnAdditionalPayment() {
        buyer.assertServedWithoutCharge(get(TOKEN, token, "PAYMENT-SIGNATURE", buyer.payment()));
    }

    @Test
    void r33ABadTokenIsIgnoredBesideAValidPayment() {
        HttpResponse<byte[]> answer = get(TOKEN, "nonsense", "PAYMENT-SIGNATURE", buyer.payment());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(buyer.transfers()).isEqualTo(2);
    }

    @Test
    void aLinkOpensInABrowserAndIssuesNoLongerLivedCredential() {
        HttpRequest head = HttpRequest.newBuilder(sold.downloadUrl())
                .header(TOKEN, token)
                .method("HEAD", BodyPublishers.noBody())
                .build();
        String link = gateway.send(head)
                .headers()
                .firstValue("Tollgate-Download-Link")
                .orElseThrow();

        HttpResponse<byte[]> answer = gateway.get(URI.create(link));

        buyer.assertServedWithoutCharge(answer);
        assertThat(link).startsWith(sold.downloadUrl() + "?token=tgd_");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue(TOKEN)).isEmpty();
        assertThat(answer.headers().firstValue("Tollgate-Download-Link")).isEmpty();
    }

    @Test
    void theLongLivedTokenIsNotAcceptedInAUrl() {
        assertRefused(getWithTokenInUrl(token), INVALID);
    }

    @Test
    void aTokenSentTwiceIsRefused() {
        assertThat(getWithTokenInUrl(token + "&token=" + token).statusCode()).isEqualTo(400);
        assertThat(get(TOKEN, token, TOKEN, token).statusCode()).isEqualTo(400);
    }

    @Test
    void r34ATokenForOneFileOpensNoOther() {
        assertRefused(gateway.get(other.downloadUrl(), TOKEN, token), INVALID);
    }

    @Test
    void r34ATokenWithAnyBitFlippedIsRefused() {
        byte[] bytes = Base64.getUrlDecoder().decode(token.substring("tgd_".length()));
        for (int bit = 0; bit < bytes.length * 8; bit += 7) {
            byte[] modified = bytes.clone();
            modified[bit / 8] ^= (byte) (1 << bit % 8);

            assertRefused(
                    get(TOKEN, "tgd_" + Base64.getUrlEncoder().withoutPadding().encodeToString(modified)), INVALID);
        }
    }

    @Test
    void r34ATruncatedTokenIsRefused() {
        for (int length = 1; length < token.length(); length += 5) {
            assertRefused(get(TOKEN, token.substring(0, length)), INVALID);
        }
        assertRefused(get(TOKEN, token + "AAAA"), INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS256"})
    void r34AJsonWebTokenOfAnyAlgorithmIsRefused(String algorithm) {
        String url = buyer.purchase.headers().firstValue("Tollgate-Receipt").orElseThrow();
        String receipt = url.substring(url.lastIndexOf('/') + 1);
        String jwt = base64("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}") + "."
                + base64("{\"sub\":\"" + receipt + "\",\"exp\":99999999999}") + ".";

        assertRefused(get(TOKEN, jwt), INVALID);
        assertRefused(get("Authorization", "Bearer " + jwt), "Payment required");
        assertRefused(getWithTokenInUrl(jwt), INVALID);
        assertRefused(get(TOKEN, receipt), INVALID);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void r34ExpiredTokensAndLinksAreRefused() {
        MovableClock clock = new MovableClock(Instant.now());
        try (TestGateway shortWindow = TestGateway.start(Map.of("TOLLGATE_ENTITLEMENT_WINDOW", "1h"), clock)) {
            TestGateway.Sold item = shortWindow.upload(CONTENT, TestGateway.PRICE);
            PaidBuyer paidBuyer = new PaidBuyer(shortWindow, item);
            URI link = URI.create(paidBuyer
                    .purchase
                    .headers()
                    .firstValue("Tollgate-Download-Link")
                    .orElseThrow());

            clock.advance(Duration.ofMinutes(10));
            HttpResponse<byte[]> expiredLink = shortWindow.get(link);
            HttpResponse<byte[]> validToken = shortWindow.get(item.downloadUrl(), TOKEN, paidBuyer.token());
            clock.advance(Duration.ofMinutes(50));
            HttpResponse<byte[]> expiredToken = shortWindow.get(item.downloadUrl(), TOKEN, paidBuyer.token());
            HttpResponse<byte[]> expiredWallet = shortWindow.get(item.downloadUrl(), SIGN_IN, paidBuyer.signIn());

            paidBuyer.assertServedWithoutCharge(validToken);
            assertRefused(expiredLink, EXPIRED);
            assertRefused(expiredToken, EXPIRED);
            assertRefused(expiredWallet, "not_bought_by_this_wallet");
        }
    }
}
