package io.tollgate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.money.UnixTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/**
 * Signs payments as a client does. A test can change every part before it is encoded, as an attacker would. The wire form
 * is written here by hand, so that an error in the encoder of Tollgate does not cancel out.
 */
public final class TestPayer {
    private static final Asset USDC =
            new Networks().find("base-sepolia").orElseThrow().usdc();

    private final Wallet wallet;

    public TestPayer(Wallet wallet) {
        this.wallet = wallet;
    }

    public Address address() {
        return wallet.address();
    }

    /** The v2 terms of a 402. */
    public static ObjectNode terms(HttpResponse<byte[]> challenge) {
        String header = challenge.headers().firstValue("PAYMENT-REQUIRED").orElseThrow();
        try {
            return (ObjectNode) TestGateway.JSON.readTree(Base64.getDecoder().decode(header));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A valid v2 payment for the terms of a 402, not yet encoded. */
    public ObjectNode v2(HttpResponse<byte[]> challenge) {
        return v2(challenge, 0);
    }

    /** As above, for one of several offers. */
    public ObjectNode v2(HttpResponse<byte[]> challenge, int offer) {
        ObjectNode terms = terms(challenge);
        JsonNode accepted = terms.path("accepts").path(offer);
        ObjectNode payment = JsonNodeFactory.instance.objectNode().put("x402Version", 2);
        payment.set(
                "payload",
                signed(accepted.path("payTo").asText(), accepted.path("amount").asText()));
        payment.set("resource", terms.path("resource").deepCopy());
        payment.set("accepted", accepted.deepCopy());
        return payment;
    }

    /** A valid v1 payment for the terms of a 402, not yet encoded. */
    public ObjectNode v1(HttpResponse<byte[]> challenge) {
        JsonNode accepted = TestGateway.json(challenge).path("accepts").path(0);
        ObjectNode payment = JsonNodeFactory.instance.objectNode().put("x402Version", 1);
        payment.put("scheme", "exact");
        payment.put("network", accepted.path("network").asText());
        payment.set(
                "payload",
                signed(
                        accepted.path("payTo").asText(),
                        accepted.path("maxAmountRequired").asText()));
        return payment;
    }

    public ObjectNode signed(String payTo, String amount) {
        long now = Instant.now().getEpochSecond();
        return signed(payTo, amount, now - 600, now + 300);
    }

    /** The {@code payload} object: an authorization over the given fields with its signature. */
    public ObjectNode signed(String payTo, String amount, long validAfter, long validBefore) {
        byte[] nonce = new byte[32];
        new SecureRandom().nextBytes(nonce);
        return signed(payTo, amount, validAfter, validBefore, Bytes32.of(nonce).hex());
    }

    /** As above, with a nonce that another payment may have used. */
    public ObjectNode signed(String payTo, String amount, long validAfter, long validBefore, String nonce) {
        Authorization authorization = new Authorization(
                wallet.address(),
                Address.parse(payTo),
                AtomicAmount.parse(amount),
                UnixTime.parse(Long.toString(validAfter)),
                UnixTime.parse(Long.toString(validBefore)),
                new Bytes32(nonce));
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("signature", wallet.sign(USDC, authorization));
        payload.putObject("authorization")
                .put("from", wallet.address().toString())
                .put("to", payTo)
                .put("value", amount)
                .put("validAfter", Long.toString(validAfter))
                .put("validBefore", Long.toString(validBefore))
                .put("nonce", authorization.nonce().toString());
        return payload;
    }

    /** The sign-in that a 402 requests, not yet signed, so that a test can change every field. */
    public ObjectNode signIn(HttpResponse<byte[]> challenge) {
        JsonNode extension = terms(challenge).path("extensions").path("sign-in-with-x");
        ObjectNode fields = (ObjectNode) extension.path("info").deepCopy();
        JsonNode chain = extension.path("supportedChains").path(0);
        return fields.put("address", wallet.address().toString())
                .put("chainId", chain.path("chainId").asText())
                .put("type", chain.path("type").asText());
    }

    /** The header value: the fields and the signature over the EIP-4361 text, which is written here by hand. */
    public String signed(ObjectNode signIn) {
        String text = signIn.path("domain").asText() + " wants you to sign in with your Ethereum account:\n"
                + signIn.path("address").asText() + "\n\n"
                + signIn.path("statement").asText() + "\n\n"
                + "URI: " + signIn.path("uri").asText() + "\n"
                + "Version: " + signIn.path("version").asText() + "\n"
                + "Chain ID: " + signIn.path("chainId").asText().replace("eip155:", "") + "\n"
                + "Nonce: " + signIn.path("nonce").asText() + "\n"
                + "Issued At: " + signIn.path("issuedAt").asText() + "\n"
                + "Expiration Time: " + signIn.path("expirationTime").asText() + "\n"
                + "Resources:\n- " + signIn.path("resources").path(0).asText();
        return encode(signIn.put("signature", wallet.sign(text)));
    }

    public static String encode(JsonNode payment) {
        return Base64.getEncoder().encodeToString(payment.toString().getBytes(StandardCharsets.UTF_8));
    }
}
