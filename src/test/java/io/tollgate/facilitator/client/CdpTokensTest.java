package io.tollgate.facilitator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.MovableClock;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens that Coinbase's facilitator asks for, checked with the public key. */
class CdpTokensTest {
    private static final URI VERIFY = URI.create("https://api.cdp.coinbase.com/platform/v2/x402/verify");
    private static final String KEY_ID = "11111111-2222-3333-4444-555555555555";

    private final MovableClock clock = new MovableClock();

    private static KeyPair edwards() throws Exception {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static KeyPair elliptic(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    /** Seed and public key, as the portal shows it. */
    private static String secret(KeyPair pair) {
        byte[] both =
                Arrays.copyOf(((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow(), 64);
        byte[] encoded = pair.getPublic().getEncoded();
        System.arraycopy(encoded, encoded.length - 32, both, 32, 32);
        return Base64.getEncoder().encodeToString(both);
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private CdpTokens tokens(String secret) {
        CdpKey key = CdpKey.parse(secret).orElseThrow();
        return new CdpTokens(
                "api.cdp.coinbase.com", Optional.of(new CdpTokens.Credentials(KEY_ID, key)), clock, new SecureRandom());
    }

    private static JsonWebSignature read(String authorization, KeyPair pair) throws Exception {
        assertThat(authorization).startsWith("Bearer ");
        JsonWebSignature token = new JsonWebSignature();
        token.setCompactSerialization(authorization.substring(7));
        token.setKey(pair.getPublic());
        assertThat(token.verifySignature()).isTrue();
        return token;
    }

    private void assertSaysWhatIsAsked(JsonWebSignature token) throws Exception {
        assertThat(token.getKeyIdHeaderValue()).isEqualTo(KEY_ID);
        assertThat(token.getHeader("typ")).isEqualTo("JWT");
        assertThat(token.getHeader("nonce")).matches("[0-9a-f]{32}");
        JwtClaims claims = JwtClaims.parse(token.getPayload());
        long now = clock.instant().getEpochSecond();
        assertThat(claims.getSubject()).isEqualTo(KEY_ID);
        assertThat(claims.getIssuer()).isEqualTo("cdp");
        assertThat(claims.getStringListClaimValue("uris"))
                .containsExactly("POST api.cdp.coinbase.com/platform/v2/x402/verify");
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(now);
        assertThat(claims.getNotBefore().getValue()).isEqualTo(now);
        assertThat(claims.getExpirationTime().getValue()).isEqualTo(now + 120);
    }

    @Test
    void anEd25519KeySignsWithEdDsa() throws Exception {
        KeyPair pair = edwards();

        JsonWebSignature token =
                read(tokens(secret(pair)).authorization("POST", VERIFY).orElseThrow(), pair);

        assertThat(token.getAlgorithmHeaderValue()).isEqualTo("EdDSA");
        assertSaysWhatIsAsked(token);
    }

    @Test
    void anEllipticKeySignsWithEs256() throws Exception {
        KeyPair pair = elliptic("secp256r1");

        JsonWebSignature token =
                read(tokens(pem(pair)).authorization("POST", VERIFY).orElseThrow(), pair);

        assertThat(token.getAlgorithmHeaderValue()).isEqualTo("ES256");
        assertSaysWhatIsAsked(token);
    }

    @Test
    void anEllipticKeyInTheOldFormAndWithEscapedLineEndsIsTheSameKey() throws Exception {
        KeyPair pair = elliptic("secp256r1");
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        // behind version and algorithm the key itself stands as it stood before PKCS#8
        int octets = 2 + 3 + 21 + 2;
        byte[] sec1 = Arrays.copyOfRange(pkcs8, octets + (pkcs8[1] < 0 ? 1 : 0), pkcs8.length);
        String secret = "-----BEGIN EC PRIVATE KEY-----\\n"
                + Base64.getEncoder().encodeToString(sec1)
                + "\\n-----END EC PRIVATE KEY-----";

        JsonWebSignature token =
                read(tokens(secret).authorization("POST", VERIFY).orElseThrow(), pair);

        assertThat(token.getAlgorithmHeaderValue()).isEqualTo("ES256");
    }

    @Test
    void everyCallGetsATokenOfItsOwn() throws Exception {
        KeyPair pair = edwards();
        CdpTokens tokens = tokens(secret(pair));

        String first =
                read(tokens.authorization("POST", VERIFY).orElseThrow(), pair).getHeader("nonce");
        String second =
                read(tokens.authorization("POST", VERIFY).orElseThrow(), pair).getHeader("nonce");

        assertThat(first).isNotEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://facilitator.example/platform/v2/x402/verify",
                "https://api.cdp.coinbase.com.evil.example/verify",
                "https://evil.example/api.cdp.coinbase.com"
            })
    void nobodyElseGetsAToken(String address) throws Exception {
        assertThat(tokens(secret(edwards())).authorization("POST", URI.create(address)))
                .isEmpty();
    }

    @Test
    void withoutAKeyNobodyGetsAToken() {
        CdpTokens tokens = new CdpTokens("api.cdp.coinbase.com", Optional.empty(), clock, new SecureRandom());

        assertThat(tokens.authorization("POST", VERIFY)).isEmpty();
    }

    @Test
    void aKeyOnAnotherCurveIsRefused() throws Exception {
        assertThat(CdpKey.parse(pem(elliptic("secp384r1")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "AAAA",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----"
            })
    void whatIsNoKeyIsRefused(String secret) {
        assertThat(CdpKey.parse(secret)).isEmpty();
    }

    @Test
    void aKeyDoesNotShowItself() throws Exception {
        KeyPair pair = edwards();

        assertThat(CdpKey.parse(secret(pair)).orElseThrow() + " " + tokens(secret(pair)))
                .doesNotContain(secret(pair));
    }
}
