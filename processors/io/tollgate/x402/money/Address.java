package io.tollgate.x402.money;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.web3j.crypto.Hash;

/**
 * An EVM account or contract. Any case is one account; always printed with its EIP-55 checksum, so that official servers,
 * which compare strings, see the form they expect. The checksum is computed when it is first asked for: most addresses
 * of a start are never printed.
 */
public final class Address {
    private static final Pattern FORM = Pattern.compile("0[xX][0-9a-fA-F]{40}");

    private final String lower;
    private volatile String checksummed;

    /** @param text {@code 0x} and 40 hex digits in any case */
    public Address(String text) {
        if (text == null || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("address must be 0x and 40 hex digits");
        }
        lower = text.toLowerCase(Locale.ROOT);
    }

    /** {@code 0x} and 40 hex digits in EIP-55 case. */
    public String checksummed() {
        String known = checksummed;
        if (known == null) {
            known = checksum(lower.substring(2));
            checksummed = known;
        }
        return known;
    }

    /** EIP-55 by hand: web3j's own loads a whole security provider, a quarter of a second of every start. */
    private static String checksum(String lower) {
        byte[] hash = Hash.sha3(lower.getBytes(StandardCharsets.US_ASCII));
        StringBuilder address = new StringBuilder("0x");
        for (int i = 0; i < lower.length(); i++) {
            int nibble = hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf;
            char digit = lower.charAt(i);
            address.append(nibble >= 8 ? Character.toUpperCase(digit) : digit);
        }
        return address.toString();
    }

    /** Reads an address from the wire: any case is one account. */
    public static Address parse(String text) {
        return new Address(text);
    }

    /** Reads an address that a person configured: mixed case must carry a right EIP-55 checksum. */
    public static Address parseChecked(String text) {
        Address address = new Address(text);
        String digits = text.substring(2);
        boolean mixed =
                !digits.equals(digits.toLowerCase(Locale.ROOT)) && !digits.equals(digits.toUpperCase(Locale.ROOT));
        if (mixed && !digits.equals(address.checksummed().substring(2))) {
            throw new IllegalArgumentException(
                    "address has a wrong checksum: a letter was mistyped or its case changed");
        }
        return address;
    }

    /** The form for keys of tables. */
    public String lowerCase() {
        return lower;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address address && address.lower.equals(lower);
    }

    @Override
    public int hashCode() {
        return lower.hashCode();
    }

    @Override
    public String toString() {
        return checksummed();
    }
}
