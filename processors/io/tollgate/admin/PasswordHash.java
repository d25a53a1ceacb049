package io.tollgate.admin;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The hash of a password, Argon2id in the PHC string format: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. The string
 * contains the cost parameters.
 */
public final class PasswordHash {
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{4,7}),t=([0-9]{1,2}),p=([0-9])\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,86})");
    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int LENGTH = 32;
    private static final int MAX_KIBIBYTES = 1 << 20;

    private final int kibibytes;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int kibibytes, int passes, int lanes, byte[] salt, byte[] hash) {
        if (kibibytes < 8 * lanes || kibibytes > MAX_KIBIBYTES || passes < 1 || lanes < 1) {
            throw new IllegalArgumentException("its parameters are out of bounds");
        }
        this.kibibytes = kibibytes;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.hash = hash;
    }

    /** Hashes a password with a random salt. */
    public static PasswordHash of(char[] password, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return new PasswordHash(
                KIBIBYTES, PASSES, LANES, salt, derive(KIBIBYTES, PASSES, LANES, salt, LENGTH, password));
    }

    /** @throws IllegalArgumentException when it is not a PHC string of Argon2id such as {@code tollgate password} prints */
    public static PasswordHash parse(String text) {
        Matcher match = FORM.matcher(requireNonNull(text, "text must not be null"));
        if (!match.matches()) {
            throw new IllegalArgumentException("must look like $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH");
        }
        return new PasswordHash(
                Integer.parseInt(match.group(1)),
                Integer.parseInt(match.group(2)),
                Integer.parseInt(match.group(3)),
                Base64.getDecoder().decode(match.group(4)),
                Base64.getDecoder().decode(match.group(5)));
    }

    /** True for the hashed password. Takes some milliseconds and {@code m} KiB of memory in both cases. */
    public boolean matches(char[] password) {
        return MessageDigest.isEqual(hash, derive(kibibytes, passes, lanes, salt, hash.length, password));
    }

    private static byte[] derive(int kibibytes, int passes, int lanes, byte[] salt, int length, char[] password) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(kibibytes)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] derived = new byte[length];
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        argon2.generateBytes(Arrays.copyOf(bytes.array(), bytes.limit()), derived);
        return derived;
    }

    /** The PHC string, which {@link #parse} reads. Keep it private: it allows offline guessing. */
    public String toPhc() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + kibibytes + ",t=" + passes + ",p=" + lanes + '$' + base64.encodeToString(salt)
                + '$' + base64.encodeToString(hash);
    }

    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}
