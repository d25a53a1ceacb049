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
 * A key-encryption key that never leaves AWS KMS. The purpose is the encryption context, so that CloudTrail tells what
 * each key was unwrapped for. Unwrapped keys are remembered for some minutes: every part of every download needs one.
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

    /** @param arn of a symmetric key; {@link #open} checks its form */
    KmsKey(String arn, KmsClient kms) {
        this.arn = requireNonNull(arn, "arn must not be null");
        this.kms = requireNonNull(kms, "kms must not be null");
    }

    /**
     * Credentials come from where AWS programs look for them: variables, profile, container, machine.
     *
     * @throws IllegalStateException with one sentence for the operator when it is no ARN of a key
     */
    static KmsKey open(String arn) {
        Matcher match = ARN.matcher(arn);
        if (!match.matches()) {
            throw new IllegalStateException("KEK must name a key by its ARN, as"
                    + " aws-kms:arn:aws:kms:us-east-1:111122223333:key/… (an alias may come to mean another key).");
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
            byte[] sealed = kms.encrypt(request -> request.keyId(arn)
                            .plaintext(SdkBytes.fromByteArray(key))
                            .encryptionContext(Map.of(CONTEXT, purpose)))
                    .ciphertextBlob()
                    .asByteArray();
            byte[] marked = Arrays.copyOf(PREFIX, PREFIX.length + sealed.length);
            System.arraycopy(sealed, 0, marked, PREFIX.length, sealed.length);
            return new Wrapped(marked, fingerprint());
        } catch (SdkException e) {
            throw serviceFailure(e);
        }
    }

    /** What carries no mark was wrapped elsewhere, and KMS is not asked about it. */
    @Override
    public byte[] unwrap(byte[] wrapped, String purpose) throws GeneralSecurityException {
        if (wrapped.length <= PREFIX.length || !Arrays.equals(wrapped, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
            throw new GeneralSecurityException("not wrapped by AWS KMS");
        }
        String name = cacheKey(wrapped, purpose);
        byte[] known = cache.getIfPresent(name);
        if (known == null) {
            known = decrypt(Arrays.copyOfRange(wrapped, PREFIX.length, wrapped.length), purpose);
            cache.put(name, known);
        }
        return known.clone();
    }

    private byte[] decrypt(byte[] sealed, String purpose) throws GeneralSecurityException {
        try {
            return kms.decrypt(request -> request.keyId(arn)
                            .ciphertextBlob(SdkBytes.fromByteArray(sealed))
                            .encryptionContext(Map.of(CONTEXT, purpose)))
                    .plaintext()
                    .asByteArray();
        } catch (InvalidCiphertextException | IncorrectKeyException e) {
            throw new GeneralSecurityException("AWS KMS does not open it", e);
        } catch (SdkException e) {
            throw serviceFailure(e);
        }
    }

    private KeyServiceFailure serviceFailure(SdkException e) {
        return new KeyServiceFailure("AWS KMS does not work with the key " + arn + ": " + e.getMessage(), e);
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
            throw new IllegalStateException("every JDK has SHA-256", e);
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
