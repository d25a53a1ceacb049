package io.tollgate.http.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bearer tokens with names, so that one can be withdrawn alone and logs can name it. Only hashes are kept in memory, and
 * they are compared in constant time.
 */
public final class NamedTokens {
    /** The name of a token without a name. */
    public static final String UNNAMED = "default";

    private static final Pattern NAMED = Pattern.compile("([a-z0-9][a-z0-9-]{0,31}):(.+)");
    private static final Pattern TOKEN = Pattern.compile("[!-+\\--~]{16,256}");

    private final Map<String, byte[]> hashes = new LinkedHashMap<>();
    private final String first;

    private NamedTokens(String text) {
        String firstToken = null;
        for (String entry : text.split(",", -1)) {
            Matcher named = NAMED.matcher(entry.strip());
            boolean hasName = named.matches();
            String token = hasName ? named.group(2) : entry.strip();
            if (!TOKEN.matcher(token).matches()) {
                throw new IllegalArgumentException("must be tokens of 16 to 256 visible characters without a comma");
            }
            if (hashes.putIfAbsent(hasName ? named.group(1) : UNNAMED, hash(token)) != null) {
                throw new IllegalArgumentException("must give each token a different name");
            }
            firstToken = firstToken == null ? token : firstToken;
        }
        first = firstToken;
    }

    /**
     * Reads {@code name:token,name:token}; a single token needs no name.
     *
     * @throws IllegalArgumentException when a token is too weak or two have one name; the message continues a sentence
     */
    public static NamedTokens parse(String text) {
        return new NamedTokens(text);
    }

    /** The name of a presented token; it is compared with all tokens, for constant time. */
    public Optional<String> find(String presented) {
        byte[] hash = hash(presented);
        String found = null;
        for (Map.Entry<String, byte[]> known : hashes.entrySet()) {
            if (MessageDigest.isEqual(hash, known.getValue())) {
                found = known.getKey();
            }
        }
        return Optional.ofNullable(found);
    }

    /** The token that a client with this setting sends. */
    public String first() {
        return first;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "NamedTokens" + hashes.keySet();
    }
}
