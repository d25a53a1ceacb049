package io.tollgate.database;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable ids of rows: a prefix for the kind of row, and 128 random bits, safe in a URL. */
public final class RandomIds {
    private static final int BYTES = 16;

    private final SecureRandom random;

    public RandomIds(SecureRandom random) {
        this.random = requireNonNull(random, "random must not be null");
    }

    /** For example {@code rcpt_} gives {@code rcpt_} and 22 characters of base64url. */
    public String next(String prefix) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
