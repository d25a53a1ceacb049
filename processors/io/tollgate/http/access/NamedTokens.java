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
 * Tokens that each have a name, so that one can be withdrawn without the others and a log can say whose it was. Only
 * their hashes are kept, and how long a comparison takes tells nothing.
 */
public final class NamedTokens {
    /** What a token without a name goes by. */
    public static final String UNNAMED = "default";

    private static final Pattern NAMED = Pattern.compile("([a-z0-9][a-z0-9-]{0,31}):(.+)");
    private static final Pattern TOKEN = Pattern.compile("[!-+\\--~]{16,256}");

    private final Map<String, byte[]> hashes = new LinkedHashMap<>();
    private final String first;

    private NamedTokens(String written) {
        String leading = null;
        for (String entry : written.split(",", -1)) {
            Matcher named = NAMED.matcher(entry.strip());
            boolean hasName = named.matches();
            String token = hasName ? named.group(2) : entry.strip();
            if (!TOKEN.matcher(token).matches()) {
                throw new IllegalArgumentException("must be tokens of 16 to 256 visible characters without a comma");
            }
            if (hashes.putIfAbsent(hasName ? named.group(1) : UNNAMED, hash(token)) != null) {
                throw new IllegalArgumentException("must give every token a name of its own");
            }
            leading = leading == null ? token : leading;
        }
        first = leading;
    }

    /**
     * Reads {@code name:token,name:token}; a single token needs no name.
     *
     * @throws IllegalArgumentException when a token is too weak or two have one name; the message goes on after "it"
     */
    public static NamedTokens parse(String written) {
        return new NamedTokens(written);
    }

    /** The name of the token that was presented; every known one is compared, whichever fits. */
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

    /** The token that a client with this setting presents. */
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
