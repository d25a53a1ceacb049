package io.tollgate.x402.money;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An EVM chain by its number (EIP-155), written {@code eip155:84532} in x402 v2 (CAIP-2).
 *
 * @param number 1 up to 2^53 - 1, so that every JSON reader keeps it exact
 */
public record ChainId(long number) implements Comparable<ChainId> {
    private static final Pattern CAIP2 = Pattern.compile("eip155:([1-9][0-9]{0,15})");

    public ChainId {
        if (number < 1 || number > 9_007_199_254_740_991L) {
            throw new IllegalArgumentException("chain id out of range");
        }
    }

    /** Reads the CAIP-2 form only; short names are the business of {@link Networks}. */
    public static ChainId parse(String caip2) {
        Matcher match = CAIP2.matcher(caip2 == null ? "" : caip2);
        if (!match.matches()) {
            throw new IllegalArgumentException("network must look like eip155:84532");
        }
        return new ChainId(Long.parseLong(match.group(1)));
    }

    public String caip2() {
        return "eip155:" + number;
    }

    @Override
    public int compareTo(ChainId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return caip2();
    }
}
