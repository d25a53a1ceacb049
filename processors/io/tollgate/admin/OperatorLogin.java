package io.tollgate.admin;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The operator's login by name and password (RFC 7617). Password hashing is slow by design, so the last valid credentials
 * are cached, as a digest with a key of this process.
 */
public final class OperatorLogin {
    private static final String BASIC = "Basic ";
    private static final int ONE_TIME_BYTES = 12;

    private final String user;
    private final Predicate<char[]> password;
    private final Optional<String> oneTimePassword;
    private final byte[] pepper = new byte[32];
    private volatile byte[] remembered = new byte[0];

    private OperatorLogin(
            String user, Predicate<char[]> password, Optional<String> oneTimePassword, SecureRandom random) {
        this.user = requireNonNull(user, "user must not be null");
        this.password = password;
        this.oneTimePassword = oneTimePassword;
        random.nextBytes(pepper);
    }

    public static OperatorLogin of(String user, PasswordHash hash, SecureRandom random) {
        return new OperatorLogin(user, hash::matches, Optional.empty(), random);
    }

    /** With a random password of 96 bits, which a development gateway prints at its start. */
    public static OperatorLogin oneTime(String user, SecureRandom random) {
        byte[] bytes = new byte[ONE_TIME_BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new OperatorLogin(
                user, presented -> same(new String(presented), password), Optional.of(password), random);
    }

    public String user() {
        return user;
    }

    /** Empty when the operator configured a password. */
    public Optional<String> oneTimePassword() {
        return oneTimePassword;
    }

    /** True when this header equals the last valid one; fast. */
    boolean remembers(String authorization) {
        return MessageDigest.isEqual(remembered, digest(authorization));
    }

    /** Checks an Authorization header; equally slow for a wrong name and a wrong password. */
    boolean verify(String authorization) {
        char[] presented = credentials(authorization);
        int colon = indexOf(presented, ':');
        if (colon < 0) {
            return false;
        }
        String name = new String(presented, 0, colon);
        // both are checked, so that the time does not reveal which one was wrong
        boolean valid = password.test(Arrays.copyOfRange(presented, colon + 1, presented.length)) & same(name, user);
        if (valid) {
            remembered = digest(authorization);
        }
        return valid;
    }

    private static boolean same(String presented, String expected) {
        return MessageDigest.isEqual(
                presented.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    static boolean isBasic(String authorization) {
        return authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
    }

    private static char[] credentials(String authorization) {
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Arrays.copyOf(text.array(), text.length());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return new char[0];
        }
    }

    private static int indexOf(char[] text, char character) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] == character) {
                return i;
            }
        }
        return -1;
    }

    private byte[] digest(String authorization) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(pepper);
            return sha256.digest(authorization.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "OperatorLogin[" + user + "]";
    }
}
