package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.TestGateway;
import io.tollgate.dev.walrus.PublisherTokenPolicy;
import io.tollgate.dev.walrus.WalrusServer;
import io.tollgate.walrus.publish.PublisherTokenSecret;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway with two publishers: the first requires tokens signed with another secret, the second accepts its tokens.
 */
class AuthenticatedPublisherTest {
    private static final String SECRET = "0x000102030405060708090a0b0c0d0e0f";

    @TempDir
    private static Path folder;

    private static WalrusServer rejecting;
    private static WalrusServer accepting;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        rejecting = startWithSecret("another-shared-secret");
        accepting = startWithSecret(SECRET);
        gateway = TestGateway.start(Map.of(
                "WALRUS_PUBLISHER_URL",
                rejecting.url() + "," + accepting.url(),
                "WALRUS_AGGREGATOR_URLS",
                accepting.url(),
                "WALRUS_JWT_SECRET",
                SECRET,
                "TOLLGATE_WALRUS_JWT_LIFETIME",
                "45s",
                "TOLLGATE_WALRUS_MAX_PART_SIZE",
                "256KiB"));
    }

    private static WalrusServer startWithSecret(String secret) {
        PublisherTokenPolicy policy =
                new PublisherTokenPolicy(Optional.of(PublisherTokenSecret.parse(secret)), 45, true);
        return WalrusServer.start(folder, settings -> settings.withTokens(policy));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        rejecting.close();
        accepting.close();
    }

    @Test
    void everyPartIsStoredWithItsOwnToken() {
        byte[] content = new byte[1_000_000];
        new Random(3).nextBytes(content);

        TestGateway.Sold sold = gateway.upload(content, "0");

        assertThat(gateway.get(sold.downloadUrl()).body()).isEqualTo(content);
    }

    @Test
    void aTokenUsedInAFailedAttemptIsNotUsedAgain() {
        accepting.fault("{\"store\":{\"unconfirmed\":true,\"times\":2}}");

        TestGateway.Sold sold = gateway.upload("paid for once".getBytes(), "0");

        assertThat(gateway.get(sold.downloadUrl()).body()).isEqualTo("paid for once".getBytes());
    }

    @Test
    void theEmbeddedPublisherRequiresTheSameTokens() {
        try (TestGateway own = TestGateway.start(Map.of("WALRUS_JWT_SECRET", SECRET))) {
            TestGateway.Sold sold = own.upload("embedded".getBytes(), "0");

            assertThat(own.get(sold.downloadUrl()).body()).isEqualTo("embedded".getBytes());
            assertThat(own.send(HttpRequest.newBuilder(own.url("/dev/walrus/v1/blobs"))
                                    .PUT(BodyPublishers.ofString("x"))
                                    .build())
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void withoutATokenThePublisherStoresNothing() {
        try (TestGateway tokenless = TestGateway.start(Map.of(
                "WALRUS_PUBLISHER_URL", accepting.url(),
                "WALRUS_AGGREGATOR_URLS", accepting.url()))) {
            assertThatThrownBy(() -> tokenless.upload("x".getBytes(), "0")).hasMessageContaining("not_stored");
        }
    }
}
