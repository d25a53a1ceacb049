package io.tollgate.sealing;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * A key-encryption key that never leaves AWS KMS. The purpose is the encryption context, so CloudTrail records what
 * each key was unwrapped for. Unwrapped keys are cached for some minutes, because every part of every download needs
 * one.
 */
final class KmsKey implements KeyEncryptionKey {
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]{1,40}):[0-9]{12}:key/[A-Za-z0-9-]{1,64}");
    private static final byte[] PREFIX = "tgkms1:".getBytes(StandardCharsets.US_ASCII);
    private static final String CONTEXT = "tollgate";
    private static final int FINGERPRINT_BYTES = 16;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CACHE_TIME = Duration.ofMinutes(5);
    private static final int MAX_CACHED = 1000;

    private final String arn;
    private final KmsClient kms;
    private final Cache<String, byte[]> cache = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(CACHE_TIME)
            .build();

    /** @param arn ARN of a symmetric key; {@link #open} checks its form */
    KmsKey(String arn, KmsClient kms) {
        this.arn = requireNonNull(arn, "arn must not be null");
        this.kms = requireNonNull(kms, "kms must not be null");
    }

    /**
     * Opens a key. Credentials come from the default chain of the AWS SDK: variables, profile, container, machine.
     *
     * @throws IllegalStateException with a message for the operator when it is not the ARN of a key
     */
    static KmsKey open(String arn) {
        Matcher match = ARN.matcher(arn);
        if (!match.matches()) {
            throw new IllegalStateException("KEK must give a key by its ARN, such as"
                    + " aws-kms:arn:aws:kms:us-east-1:111122223333:key/… (an alias may be moved to another key).");
        }
        KmsClient kms = KmsClient.builder()
                .region(Region.of(match.group(1)))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TIMEOUT)
                        .socketTimeout(TIMEOUT))
                .build();
        return new KmsKey(arn, kms);
    }

    @Override
    public Wrapped wrap(byte[] key, String purpose) throws GeneralSecurityException {
        try {
            byte[] ciphertext = kms.encrypt(request -> request.keyId(arn)
                            .plaintext(SdkBytes.fromByteArray(key))
                            .encryptionContext(Map.of(CONTEXT, purpose)))
                    .ciphertextBlob()
                    .asByteArray();
            byte[] prefixed = Arrays.copyOf(PREFIX, PREFIX.length + ciphertext.length);
            System.arraycopy(ciphertext, 0, prefixed, PREFIX.length, ciphertext.length);
            return new Wrapped(prefixed, fingerprint());
        } catch (SdkException e) {
            throw serviceFailure(e);
        }
    }

    /** Bytes without the prefix were not wrapped by KMS, so KMS is not called for them. */
    @Override
    public byte[] unwrap(byte[] wrapped, String purpose) throws GeneralSecurityException {
        if (wrapped.length <= PREFIX.length || !Arrays.equals(wrapped, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
            throw new GeneralSecurityException("not wrapped by AWS KMS");
        }
        String cacheKey = cacheKey(wrapped, purpose);
        byte[] key = cache.getIfPresent(cacheKey);
        if (key == null) {
            key = decrypt(Arrays.copyOfRange(wrapped, PREFIX.length, wrapped.length), purpose);
            cache.put(cacheKey, key);
        }
        return key.clone();
    }

    private byte[] decrypt(byte[] ciphertext, String purpose) throws GeneralSecurityException {
        try {
            return kms.decrypt(request -> request.keyId(arn)
                            .ciphertextBlob(SdkBytes.fromByteArray(ciphertext))
                            .encryptionContext(Map.of(CONTEXT, purpose)))
                    .plaintext()
                    .asByteArray();
        } catch (InvalidCiphertextException | IncorrectKeyException e) {
            throw new GeneralSecurityException("AWS KMS cannot unwrap the key", e);
        } catch (SdkException e) {
            throw serviceFailure(e);
        }
    }

    private KeyServiceFailure serviceFailure(SdkException e) {
        return new KeyServiceFailure("AWS KMS failed with the key " + arn + ": " + e.getMessage(), e);
    }

    private static String cacheKey(byte[] wrapped, String purpose) {
        MessageDigest digest = sha256();
        digest.update(purpose.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return HexFormat.of().formatHex(digest.digest(wrapped));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    @Override
    public String fingerprint() {
        byte[] hash = sha256().digest(("tollgate-kek:" + arn).getBytes(StandardCharsets.UTF_8));
        return "aws-kms-" + HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    }

    @Override
    public String toString() {
        return "KmsKey[" + arn + ']';
    }
}
