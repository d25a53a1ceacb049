package io.tollgate.x402.money;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * A sum of money in atomic token units (USDC: 6 decimals, 10000 = $0.01), as uint256 on the chain. Its decimal form is
 * read and written without {@code BigDecimal}, whose first use takes 12 ms or more of the start of every command.
 *
 * @param units 0 up to 2^256 - 1; anything else is refused with {@link IllegalArgumentException}
 */
public record AtomicAmount(BigInteger units) implements Comparable<AtomicAmount> {
    public static final AtomicAmount ZERO = new AtomicAmount(BigInteger.ZERO);

    private static final Pattern WIRE = Pattern.compile("0|[1-9][0-9]{0,77}");
    private static final Pattern LAST_ZEROS = Pattern.compile("0+$");
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");

    public AtomicAmount {
        if (units == null || units.signum() < 0 || units.bitLength() > 256) {
            throw new IllegalArgumentException("amount must be between 0 and 2^256 - 1 atomic units");
        }
    }

    /** Reads the wire form: decimal digits, no sign, no exponent, no leading zeros. */
    public static AtomicAmount parse(String digits) {
        if (digits == null || !WIRE.matcher(digits).matches()) {
            throw new IllegalArgumentException("amount must be a plain decimal integer");
        }
        return new AtomicAmount(new BigInteger(digits));
    }

    /** Reads what a person writes, "0.01" or "$0.01", in units of the given token; too fine a price is refused, never rounded. */
    public static AtomicAmount price(String written, int decimals) {
        String number = written == null ? "" : written.strip();
        if (number.startsWith("$")) {
            number = number.substring(1);
        }
        if (!PRICE.matcher(number).matches()) {
            throw new IllegalArgumentException("price must be a decimal number such as 0.01");
        }
        String[] parts = number.split("\\.");
        String fraction = parts.length > 1 ? withoutLastZeros(parts[1]) : "";
        if (fraction.length() > decimals) {
            throw new IllegalArgumentException("price has more than " + decimals + " decimals");
        }
        return new AtomicAmount(new BigInteger(parts[0] + fraction + "0".repeat(decimals - fraction.length())));
    }

    private static String withoutLastZeros(String digits) {
        return LAST_ZEROS.matcher(digits).replaceFirst("");
    }

    public boolean isZero() {
        return units.signum() == 0;
    }

    /** What a person reads: 10000 units of a 6-decimals token are "0.01". */
    public String written(int decimals) {
        BigInteger[] parts = units.divideAndRemainder(BigInteger.TEN.pow(decimals));
        String digits = parts[1].toString();
        String fraction = withoutLastZeros("0".repeat(Math.max(0, decimals - digits.length())) + digits);
        return fraction.isEmpty() ? parts[0].toString() : parts[0] + "." + fraction;
    }

    @Override
    public int compareTo(AtomicAmount other) {
        return units.compareTo(other.units);
    }

    /** The same sum in a token with another number of decimals, rounded up where that has fewer. */
    public AtomicAmount rescaled(int decimals, int to) {
        if (to >= decimals) {
            return new AtomicAmount(units.multiply(BigInteger.TEN.pow(to - decimals)));
        }
        BigInteger[] parts = units.divideAndRemainder(BigInteger.TEN.pow(decimals - to));
        return new AtomicAmount(parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE));
    }

    /** The wire form. */
    @Override
    public String toString() {
        return units.toString();
    }
}
