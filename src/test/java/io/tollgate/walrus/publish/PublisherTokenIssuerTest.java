package io.tollgate.walrus.publish;

import static io.tollgate.dev.walrus.DevStore.body;
import static io.tollgate.dev.walrus.DevStore.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tollgate.MovableClock;
import io.tollgate.dev.walrus.DevAnswer;
import io.tollgate.dev.walrus.DevStore;
import io.tollgate.dev.walrus.PublisherTokenPolicy;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher with all optional checks switched on accepts the issued tokens. */
class PublisherTokenIssuerTest {
    private static final PublisherTokenSecret SECRET = PublisherTokenSecret.parse("shared with the publisher");
    private static final String RECEIVER = "0x" + "ab".repeat(32);

    private final MovableClock clock =
            new MovableClock(Instant.EPOCH.plus(Duration.ofDays(DevStore.EPOCH)).plusSeconds(3600));
    private final PublisherTokenIssuer issuer =
            new PublisherTokenIssuer(SECRET, Duration.ofSeconds(90), clock, new SecureRandom());

    @TempDir
    private Path directory;

    @Test
    void theStrictestPublisherAcceptsTheToken() throws Exception {
        DevStore store = new DevStore(
                directory, settings -> settings.withTokens(new PublisherTokenPolicy(Optional.of(SECRET), 90, true)));
        Publication blob = blob(3, RECEIVER);

        DevAnswer answer = store.put(
                "epochs=4&permanent=true&send_object_to=" + RECEIVER,
                "Bearer " + issuer.issue(blob),
                3,
                new ByteArrayInputStream(new byte[3]));

        assertThat(answer.status()).as(body(answer)).isEqualTo(200);
        assertThat(json(answer).has("newlyCreated")).isTrue();
    }

    @Test
    void theClaimsDescribeTheUpload() throws Exception {
        JsonNode claims = claims(issuer.issue(blob(3, RECEIVER)));

        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(90);
        assertThat(claims.path("epochs").asInt()).isEqualTo(4);
        assertThat(claims.path("size").asLong()).isEqualTo(3);
        assertThat(claims.path("send_object_to").asText()).isEqualTo(RECEIVER);
        assertThat(claims.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("jti", "iat", "exp", "epochs", "size", "send_object_to");
    }

    @Test
    void unknownValuesAreNotClaimed() throws Exception {
        JsonNode claims = claims(issuer.issue(blob(-1, null)));

        assertThat(claims.fieldNames()).toIterable().containsExactlyInAnyOrder("jti", "iat", "exp", "epochs");
    }

    @Test
    void everyTokenHasItsOwnId() throws Exception {
        Publication blob = blob(3, null);

        assertThat(claims(issuer.issue(blob)).path("jti"))
                .isNotEqualTo(claims(issuer.issue(blob)).path("jti"));
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(SECRET).hasToString("(secret)");
        assertThatThrownBy(() -> PublisherTokenSecret.parse("0xnothex")).hasMessageNotContaining("nothex");
    }

    @Test
    void aReceiverThatWalrusWouldIgnoreIsRefusedHere() {
        assertThatThrownBy(() -> blob(3, "0xabc")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> blob(3, "no-address")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Publication blob(long length, String sendTo) {
        return new Publication(() -> new ByteArrayInputStream(new byte[3]), length, 4, sendTo, true);
    }

    private static JsonNode claims(String token) throws Exception {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
