package io.tollgate.attacks;

import static io.tollgate.attacks.PaidBuyer.SIGN_IN;
import static io.tollgate.attacks.PaidBuyer.TOKEN;
import static io.tollgate.attacks.PaidBuyer.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestPayer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R33 and R35: valid sign-ins by wallet, and sign-ins that are reused, modified or made for something else. */
class SignInAttacksTest extends PurchasedFileFixture {
    private static final String NOT_BOUGHT = "not_bought_by_this_wallet";

    @Test
    void r33TheWalletDownloadsTheFileAgainWithTheSameReceipt() {
        HttpResponse<byte[]> answer = get(SIGN_IN, buyer.signIn());

        buyer.assertServedWithoutCharge(answer);
        assertThat(answer.headers().firstValue(TOKEN)).isPresent();
    }

    @Test
    void r33AnEntitledWalletIsNotChargedForAnAdditionalPayment() {
        buyer.assertServedWithoutCharge(get(SIGN_IN, buyer.signIn(), "PAYMENT-SIGNATURE", buyer.payment()));
    }

    @Test
    void r35ASignInIsAcceptedOnce() {
        String proof = buyer.signIn();

        HttpResponse<byte[]> first = get(SIGN_IN, proof);
        HttpResponse<byte[]> second = get(SIGN_IN, proof);

        buyer.assertServedWithoutCharge(first);
        assertRefused(second, "invalid_siwx_nonce");
    }

    static Stream<Arguments> tamperedSignIns() {
        return Stream.of(
                tampered("another host", "domain_mismatch", in -> in.put("domain", "evil.example.com")),
                tampered(
                        "another file",
                        "uri_mismatch",
                        in -> in.put("uri", other.downloadUrl().toString())),
                tampered("another origin", "uri_mismatch", in -> in.put("uri", "https://evil.example.com/")),
                tampered("another chain", "unsupported_chain", in -> in.put("chainId", "eip155:8453")),
                tampered("another sentence", "statement_mismatch", in -> in.put("statement", "Pay")),
                tampered("a nonce of its own", "nonce", in -> in.put("nonce", "00112233445566778899aabb")),
                tampered("a longer life", "nonce", in -> in.put("expirationTime", "2099-01-01T00:00:00.000Z")),
                tampered("expired", "expired", in -> in.put("expirationTime", "2020-01-01T00:00:00.000Z")),
                tampered(
                        "another wallet",
                        "signature",
                        in -> in.put("address", "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC")));
    }

    private static Arguments tampered(String what, String error, Consumer<ObjectNode> change) {
        return Arguments.of(what, "invalid_siwx_" + error, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperedSignIns")
    void r35ASignInForAnythingElseIsRefused(String what, String error, Consumer<ObjectNode> change) {
        ObjectNode signIn = buyer.payer.signIn(get());
        change.accept(signIn);

        assertRefused(get(SIGN_IN, buyer.payer.signed(signIn)), error);
    }

    @Test
    void r35ASignInForOneFileIsInvalidForAnother() {
        assertRefused(gateway.get(other.downloadUrl(), SIGN_IN, buyer.signIn()), "invalid_siwx_uri_mismatch");
    }

    @Test
    void r35AWalletThatHasNotPaidGetsTheTerms() {
        TestPayer stranger = new TestPayer(gateway.buyer());

        assertRefused(get(SIGN_IN, stranger.signed(stranger.signIn(get()))), NOT_BOUGHT);
    }

    @Test
    void r35AHeadRequestDoesNotUseUpASignIn() {
        String proof = buyer.signIn();
        HttpRequest head = HttpRequest.newBuilder(sold.downloadUrl())
                .header(SIGN_IN, proof)
                .method("HEAD", BodyPublishers.noBody())
                .build();

        int status = gateway.send(head).statusCode();

        assertThat(status).isEqualTo(402);
        buyer.assertServedWithoutCharge(get(SIGN_IN, proof));
    }
}
