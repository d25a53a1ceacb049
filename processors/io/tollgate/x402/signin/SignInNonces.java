package io.tollgate.x402.signin;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Makes the nonces of sign-ins and knows its own again without keeping any: 8 random bytes and an HMAC over them and
 * over everything that the wallet is asked to sign. So a client cannot stretch a sign-in or turn it to another address.
 */
final class SignInNonces {
    private static final int RANDOM = 8;
    private static final int MAC = 16;
    private static final HexFormat HEX = HexFormat.of();

    private final SecretKey key;
    private final SecureRandom random;

    SignInNonces(SecretKey key, SecureRandom random) {
        this.key = requireNonNull(key, "key must not be null");
        this.random = requireNonNull(random, "random must not be null");
    }

    /** 48 lower-case hex digits. */
    String issue(SignInRequest asked, String issuedAt, String expirationTime) {
        byte[] salt = new byte[RANDOM];
        random.nextBytes(salt);
        return HEX.formatHex(salt) + HEX.formatHex(mac(salt, asked, issuedAt, expirationTime));
    }

    boolean isOurs(String nonce, SignInRequest asked, String issuedAt, String expirationTime) {
        if (nonce.length() != 2 * (RANDOM + MAC) || !nonce.matches("[0-9a-f]+")) {
            return false;
        }
        byte[] bytes = HEX.parseHex(nonce);
        byte[] salt = Arrays.copyOf(bytes, RANDOM);
        byte[] mac = Arrays.copyOfRange(bytes, RANDOM, bytes.length);
        return MessageDigest.isEqual(mac, mac(salt, asked, issuedAt, expirationTime));
    }

    private byte[] mac(byte[] salt, SignInRequest asked, String issuedAt, String expirationTime) {
        String bound = String.join(
                "\n",
                "tollgate-sign-in-1",
                HEX.formatHex(salt),
                asked.uri().toString(),
                asked.statement(),
                issuedAt,
                expirationTime);
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(key);
            return Arrays.copyOf(hmac.doFinal(bound.getBytes(StandardCharsets.UTF_8)), MAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing in this Java runtime", e);
        }
    }
}
