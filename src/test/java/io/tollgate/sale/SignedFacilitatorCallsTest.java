package io.tollgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.StandInFacilitator;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to Coinbase's facilitator carry a token of their own each; others carry none. */
class SignedFacilitatorCallsTest {
    private static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);
    private static final String KEY_ID = "organizations/o/apiKeys/k";

    private static KeyPair pair(String algorithm) throws Exception {
        if (algorithm.equals("EdDSA")) {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String secret(KeyPair pair) {
        if (pair.getPrivate() instanceof EdECPrivateKey key) {
            byte[] both = Arrays.copyOf(key.getBytes().orElseThrow(), 64);
            byte[] encoded = pair.getPublic().getEncoded();
            System.arraycopy(encoded, encoded.length - 32, both, 32, 32);
            return Base64.getEncoder().encodeToString(both);
        }
        return "-----BEGIN PRIVATE KEY-----\\n"
                + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\\n-----END PRIVATE KEY-----";
    }

    @ParameterizedTest
    @ValueSource(strings = {"EdDSA", "ES256"})
    void everyCallToItIsSignedAndNoOther(String algorithm) throws Exception {
        KeyPair pair = pair(algorithm);
        try (StandInFacilitator coinbase = new StandInFacilitator();
                StandInFacilitator other = new StandInFacilitator();
                TestGateway gateway = TestGateway.start(Map.of(
                        "FACILITATOR_URL",
                        "http://localhost:" + coinbase.port() + "/platform/v2/x402," + other.url(),
                        "TOLLGATE_CDP_HOST",
                        "localhost",
                        "CDP_API_KEY_ID",
                        KEY_ID,
                        "CDP_API_KEY_SECRET",
                        secret(pair),
                        "RPC_URL",
                        "off"))) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
            coinbase.on("verify", StandInFacilitator.json(200, "{\"isValid\":true}"));

            assertThat(gateway.get(
                                    sold.downloadUrl(),
                                    "PAYMENT-SIGNATURE",
                                    TestPayer.encode(
                                            new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl()))))
                            .statusCode())
                    .isEqualTo(200);
            coinbase.on("verify", StandInFacilitator.json(401, ""));
            gateway.get(
                    sold.downloadUrl(),
                    "PAYMENT-SIGNATURE",
                    TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl()))));

            assertSigned(coinbase, "GET", "supported", algorithm, pair, 1);
            assertSigned(coinbase, "POST", "verify", algorithm, pair, 2);
            assertSigned(coinbase, "POST", "settle", algorithm, pair, 1);
            for (String operation : List.of("supported", "verify", "settle")) {
                assertThat(other.calls(operation)).isNotEmpty();
                assertThat(other.calls(operation))
                        .allSatisfy(call ->
                                assertThat(call.headers().get("Authorization")).isNull());
            }
        }
    }

    private static void assertSigned(
            StandInFacilitator coinbase, String method, String operation, String algorithm, KeyPair pair, int times)
            throws Exception {
        JwtConsumer reader = new JwtConsumerBuilder()
                .setVerificationKey(pair.getPublic())
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm))
                .setExpectedIssuer("cdp")
                .setExpectedSubject(KEY_ID)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireNotBefore()
                .setMaxFutureValidityInMinutes(2)
                .build();
        Set<String> nonces = new HashSet<>();
        List<StandInFacilitator.Call> calls = coinbase.calls(operation);
        assertThat(calls).hasSize(times);
        for (StandInFacilitator.Call call : calls) {
            String header = call.headers().getFirst("Authorization");
            assertThat(header).startsWith("Bearer ");
            JwtContext token = reader.process(header.substring(7));
            assertThat(token.getJwtClaims().getStringListClaimValue("uris"))
                    .containsExactly(method + " localhost:" + coinbase.port() + "/platform/v2/x402/" + operation);
            assertThat(token.getJoseObjects().get(0).getHeader("kid")).isEqualTo(KEY_ID);
            assertThat(token.getJoseObjects().get(0).getHeader("typ")).isEqualTo("JWT");
            String nonce = token.getJoseObjects().get(0).getHeader("nonce");
            assertThat(nonce).matches("[0-9a-f]{32}");
            assertThat(nonces.add(nonce)).isTrue();
        }
    }
}
