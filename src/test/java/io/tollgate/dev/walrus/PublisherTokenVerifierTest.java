package io.tollgate.dev.walrus;

import static io.tollgate.dev.walrus.DevStore.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.walrus.publish.PublisherTokenSecret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The token rules of an authenticated publisher, as a client sees them. */
class PublisherTokenVerifierTest {
    private static final String SECRET = "a secret that client and publisher share";
    private static final long NOW = DevStore.EPOCH * 86_400 + 3600;

    @TempDir
    private Path directory;

    private DevStore store;

    @BeforeEach
    void open() {
        store = storeWith(new PublisherTokenPolicy(Optional.of(PublisherTokenSecret.parse(SECRET)), 300, true));
    }

    private DevStore storeWith(PublisherTokenPolicy policy) {
        return new DevStore(directory, settings -> settings.withTokens(policy));
    }

    @Test
    void aTokenIsValidForOneUpload() throws Exception {
        String token = token(SECRET, "\"jti\":\"one\",\"epochs\":2,\"size\":3");

        DevAnswer first = put("epochs=2", token);
        DevAnswer again = put("epochs=2", token);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(429);
        assertThat(body(again)).contains("TOKEN_ALREADY_USED", "RESOURCE_EXHAUSTED", "auth.publisher.walrus.space");
    }

    @Test
    void withoutATokenTheAnswerIsPlainText() throws Exception {
        assertThat(body(put(null, null))).isEqualTo("Header of type `authorization` was missing");
        assertThat(body(store.put(null, "Basic x", 3, content()))).isEqualTo("invalid HTTP header (authorization)");
        assertThat(put(null, null).status()).isEqualTo(400);
    }

    @Test
    void aTokenSignedWithAnotherSecretIsRefused() throws Exception {
        DevAnswer answer = put(null, token("another secret, of another publisher", "\"jti\":\"x\""));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(body(answer)).contains("INVALID_SIGNATURE");
    }

    @Test
    void anExpiredTokenIsATimeout() throws Exception {
        String token = token(SECRET, "\"jti\":\"late\"");
        store.advanceClock(Duration.ofSeconds(300 + 59));
        DevAnswer withinTheLeeway = put(null, token);
        String later = token(SECRET, "\"jti\":\"later\"");
        store.advanceClock(Duration.ofSeconds(2));

        DevAnswer afterwards = put(null, later);

        assertThat(withinTheLeeway.status()).isEqualTo(200);
        assertThat(afterwards.status()).isEqualTo(504);
        assertThat(body(afterwards)).contains("EXPIRED_SIGNATURE", "DEADLINE_EXCEEDED");
    }

    @Test
    void aTokenIsUsedUpEvenWhenTheUploadFails() throws Exception {
        String token = token(SECRET, "\"jti\":\"used\"");

        DevAnswer failed = put("deletable=true&permanent=true", token);

        assertThat(failed.status()).isEqualTo(400);
        assertThat(put(null, token).status()).isEqualTo(429);
    }

    @Test
    void aTokenThatDoesNotMatchTheUploadIsNotUsedUp() throws Exception {
        String token = token(SECRET, "\"jti\":\"fits\",\"epochs\":3");

        DevAnswer mismatch = put("epochs=4", token);

        assertThat(body(mismatch)).contains("INVALID_EPOCHS");
        assertThat(put("epochs=3", token).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"epochs\":2', epochs=3, INVALID_EPOCHS",
        "'\"epochs\":2', , INVALID_EPOCHS",
        "'\"max_epochs\":2', epochs=3, INVALID_EPOCHS",
        "'\"epochs\":1,\"max_epochs\":2', epochs=1, INCONSISTENT_TOKEN",
        "'\"size\":3,\"max_size\":3', , INCONSISTENT_TOKEN",
        "'\"size\":4', , INVALID_SIZE",
        "'\"max_size\":2', , INVALID_SIZE",
        "'\"send_object_to\":\"0x1\"', , INVALID_SEND_OBJECT_TO",
        "'\"send_object_to\":\"0x1\"', send_object_to=0x2, INVALID_SEND_OBJECT_TO",
        "'\"send_object_to\":\"0x1\"', share=true&permanent=true, INVALID_SEND_OBJECT_TO",
        "'\"aud\":\"me\"', , INVALID_TOKEN"
    })
    void claimsAreEnforced(String claims, String query, String expected) throws Exception {
        DevAnswer answer = put(query, token(SECRET, "\"jti\":\"x\"," + claims));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(body(answer)).contains(expected);
    }

    @Test
    void theLifetimeMustMatchThePolicy() throws Exception {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload("{\"iat\":" + NOW + ",\"exp\":" + (NOW + 299) + ",\"jti\":\"short\"}");

        assertThat(body(put(null, signed(token, SECRET)))).contains("INVALID_EXPIRATION");
    }

    @Test
    void withoutASecretAnyTokenIsValidOnce() throws Exception {
        store = storeWith(new PublisherTokenPolicy(Optional.empty(), 0, false));
        String token = token("a secret that is not checked at all", "\"jti\":\"y\",\"epochs\":9");

        assertThat(put(null, token).status()).isEqualTo(200);
        assertThat(put(null, token).status()).isEqualTo(429);
        assertThat(put(null, "garbage").status()).isEqualTo(400);
    }

    @Test
    void aSecretCanBeGivenInHex() throws Exception {
        store = storeWith(new PublisherTokenPolicy(
                Optional.of(PublisherTokenSecret.parse("0x00112233445566778899aabbccddeeff")), 0, true));
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload("{\"exp\":" + (NOW + 300) + ",\"jti\":\"hex\"}");
        token.setKey(
                PublisherTokenSecret.parse("0x00112233445566778899aabbccddeeff").key());
        token.setDoKeyValidation(false);
        token.setAlgorithmHeaderValue("HS256");

        assertThat(put(null, token.getCompactSerialization()).status()).isEqualTo(200);
    }

    private DevAnswer put(String query, String token) throws IOException {
        return store.put(query, token == null ? null : "Bearer " + token, 3, content());
    }

    private static ByteArrayInputStream content() {
        return new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String secret, String claims) throws JoseException {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload("{\"iat\":" + NOW + ",\"exp\":" + (NOW + 300) + "," + claims + "}");
        return signed(token, secret);
    }

    private static String signed(JsonWebSignature token, String secret) throws JoseException {
        token.setKey(PublisherTokenSecret.parse(secret).key());
        token.setAlgorithmHeaderValue("HS256");
        return token.getCompactSerialization();
    }
}
