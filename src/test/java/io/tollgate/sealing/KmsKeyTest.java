package io.tollgate.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.database.Database;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key-encryption key in AWS KMS, over the protocol of KMS. */
class KmsKeyTest {
    private static final byte[] SECRET = {1, 2, 3, 4};

    private KmsServer kms;
    private KmsKey kek;

    @BeforeEach
    void start() throws Exception {
        kms = new KmsServer();
        kek = new KmsKey(KmsServer.ARN, kms.client());
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    @Test
    void aKeyIsWrappedAndUnwrapped() throws Exception {
        KeyEncryptionKey.Wrapped wrapped = kek.wrap(SECRET, "tollgate:item-key:item_1");

        assertThat(kek.unwrap(wrapped.bytes(), "tollgate:item-key:item_1")).isEqualTo(SECRET);
        assertThat(kms.requests).containsExactly("TrentService.Encrypt", "TrentService.Decrypt");
        assertThat(kms.bodies)
                .allSatisfy(body -> assertThat(
                                body.at("/EncryptionContext/tollgate").asText())
                        .isEqualTo("tollgate:item-key:item_1"));
        assertThat(kms.authorizations)
                .allMatch(header -> header.startsWith("AWS4-HMAC-SHA256 Credential=key-id/")
                        && header.contains("/eu-central-1/kms/aws4_request"));
        assertThat(wrapped.fingerprint()).startsWith("aws-kms-").hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void anUnwrappedKeyIsCachedForTheNextParts() throws Exception {
        byte[] wrapped = kek.wrap(SECRET, "one").bytes();

        for (int part = 0; part < 5; part++) {
            kek.unwrap(wrapped, "one")[0] = 99;
        }

        assertThat(kms.requests).hasSize(2);
        assertThat(kek.unwrap(wrapped, "one")).isEqualTo(SECRET);
    }

    @Test
    void aKeyIsBoundToItsPurpose() throws Exception {
        byte[] wrapped = kek.wrap(SECRET, "one").bytes();
        kek.unwrap(wrapped, "one");

        assertThatThrownBy(() -> kek.unwrap(wrapped, "another"))
                .isInstanceOf(GeneralSecurityException.class)
                .isNotInstanceOf(KeyServiceFailure.class);
    }

    @Test
    void modifiedBytesAreRefused() throws Exception {
        byte[] wrapped = kek.wrap(SECRET, "one").bytes();
        wrapped[wrapped.length - 1] ^= 1;

        assertThatThrownBy(() -> kek.unwrap(wrapped, "one")).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aKeyWrappedByAFileIsNotSentToKms() throws Exception {
        byte[] wrapped = SealingFixture.newKek().wrap(SECRET, "one").bytes();

        assertThatThrownBy(() -> kek.unwrap(wrapped, "one")).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> kek.unwrap(Arrays.copyOf(wrapped, 3), "one"))
                .isInstanceOf(GeneralSecurityException.class);
        assertThat(kms.requests).isEmpty();
    }

    @Test
    void aServiceFailureDiffersFromAWrongKey() throws Exception {
        byte[] wrapped = kek.wrap(SECRET, "one").bytes();
        kms.status = 500;

        assertThatThrownBy(() -> kek.unwrap(wrapped, "one"))
                .isInstanceOf(KeyServiceFailure.class)
                .hasMessageContaining(KmsServer.ARN);
        assertThatThrownBy(() -> kek.wrap(SECRET, "one")).isInstanceOf(KeyServiceFailure.class);
    }

    @Test
    void keysMoveFromAFileToKms() throws Exception {
        KeyEncryptionKey file = SealingFixture.newKek();
        try (Database database = Database.open("jdbc:h2:mem:" + UUID.randomUUID())) {
            byte[] signing = open(database, file).signing().getEncoded();
            open(database, file).storeIfAbsent("receipt-long", new byte[200]);
            KeyRing ring = new KeyRing(kek, file);

            GatewayKeys moving = open(database, ring);
            assertThat(moving.rewrap()).isEqualTo(3);

            GatewayKeys moved = open(database, kek);
            assertThat(moved.signing().getEncoded()).isEqualTo(signing);
            assertThat(moved.findByPrefix("receipt-")).containsOnlyKeys("receipt-long");
            assertThat(moved.countByFingerprint()).containsOnlyKeys(kek.fingerprint());
            assertThat(moving.rewrap()).isZero();
        }
    }

    private static GatewayKeys open(Database database, KeyEncryptionKey kek) {
        return GatewayKeys.open(database, kek, Clock.systemUTC(), new SecureRandom());
    }
}
