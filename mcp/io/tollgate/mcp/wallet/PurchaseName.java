package io.tollgate.mcp.wallet;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which purchase a call belongs to: for one of them at most one payment is ever signed. The same caller, address and
 * name give the same id in every process.
 *
 * @param automatic true when the caller named none: then it is the same one for a day
 */
public record PurchaseName(String id, String caller, boolean automatic) {
    public PurchaseName {
        requireNonNull(id, "id must not be null");
        requireNonNull(caller, "caller must not be null");
    }

    static PurchaseName named(String caller, URI url, String name) {
        return new PurchaseName(hash(caller, url, "name " + name), caller, false);
    }

    static PurchaseName ofDay(String caller, URI url, long day) {
        return new PurchaseName(hash(caller, url, "day " + day), caller, true);
    }

    private static String hash(String caller, URI url, String rest) {
        return "p" + sha256(caller + "\n" + url + "\n" + rest).substring(0, 40);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
