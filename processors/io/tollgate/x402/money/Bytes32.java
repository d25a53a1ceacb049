package io.tollgate.x402.money;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Thirty-two bytes as the chain writes them: an authorization's nonce, a transaction hash, a digest.
 *
 * @param hex {@code 0x} and 64 hex digits; kept in lower case
 */
public record Bytes32(String hex) {
    private static final Pattern FORM = Pattern.compile("0[xX][0-9a-fA-F]{64}");

    public Bytes32 {
        if (hex == null || !FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("expected 0x and 64 hex digits");
        }
        hex = hex.toLowerCase(Locale.ROOT);
    }

    public static Bytes32 of(byte[] bytes) {
        return new Bytes32("0x" + HexFormat.of().formatHex(bytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex, 2, hex.length());
    }

    @Override
    public String toString() {
        return hex;
    }
}
