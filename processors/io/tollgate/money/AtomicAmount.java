package io.tollgate.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * A sum of money in atomic token units (USDC: 6 decimals, 10000 = $0.01), as uint256 on the chain.
 *
 * @param units 0 up to 2^256 - 1; anything else is refused with {@link IllegalArgumentException}
 */
public record AtomicAmount(BigInteger units) implements Comparable<AtomicAmount> {
    public static final AtomicAmount ZERO = new AtomicAmount(BigInteger.ZERO);

    private static final Pattern WIRE = Pattern.compile("0|[1-9][0-9]{0,77}");
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
        try {
            return new AtomicAmount(
                    new BigDecimal(number).movePointRight(decimals).toBigIntegerExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("price has more than " + decimals + " decimals", e);
        }
    }

    public boolean isZero() {
        return units.signum() == 0;
    }

    /** What a person reads: 10000 units of a 6-decimals token are "0.01". */
    public String written(int decimals) {
        return new BigDecimal(units, decimals).stripTrailingZeros().toPlainString();
    }

    @Override
    public int compareTo(AtomicAmount other) {
        return units.compareTo(other.units);
    }

    /** The same sum in a token with another number of decimals, rounded up where that has fewer. */
    public AtomicAmount rescaled(int decimals, int to) {
        return new AtomicAmount(new BigDecimal(units, decimals)
                .movePointRight(to)
                .setScale(0, RoundingMode.CEILING)
                .toBigIntegerExact());
    }

    /** The wire form. */
    @Override
    public String toString() {
        return units.toString();
    }
}
