package io.tollgate.x402.money;

import java.math.BigInteger;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A moment as the chain counts it: whole seconds since 1970, a uint256 that clients may fill with anything.
 *
 * @param seconds 0 up to 2^256 - 1
 */
public record UnixTime(BigInteger seconds) implements Comparable<UnixTime> {
    private static final Pattern WIRE = Pattern.compile("0|[1-9][0-9]{0,77}");

    public UnixTime {
        if (seconds == null || seconds.signum() < 0 || seconds.bitLength() > 256) {
            throw new IllegalArgumentException("time must be between 0 and 2^256 - 1 seconds");
        }
    }

    /** Reads the wire form: decimal digits, no sign, no leading zeros. */
    public static UnixTime parse(String digits) {
        if (digits == null || !WIRE.matcher(digits).matches()) {
            throw new IllegalArgumentException("time must be a plain decimal integer");
        }
        return new UnixTime(new BigInteger(digits));
    }

    public static UnixTime of(Instant instant) {
        return new UnixTime(BigInteger.valueOf(Math.max(0, instant.getEpochSecond())));
    }

    @Override
    public int compareTo(UnixTime other) {
        return seconds.compareTo(other.seconds);
    }

    /** The wire form. */
    @Override
    public String toString() {
        return seconds.toString();
    }
}
