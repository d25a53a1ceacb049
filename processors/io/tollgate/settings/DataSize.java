package io.tollgate.settings;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes with its unit: {@code 10MiB}, {@code 1.5 GiB}, {@code 500kB}, {@code 4096}.
 * KiB, MiB and GiB count in 1024, kB, MB and GB in 1000.
 *
 * @param bytes 0 or more
 */
public record DataSize(long bytes) implements Comparable<DataSize> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})(\\.[0-9]{1,6})? ?([a-z]{0,3})");
    private static final Map<String, Long> UNITS = Map.of(
            "",
            1L,
            "b",
            1L,
            "kib",
            1L << 10,
            "mib",
            1L << 20,
            "gib",
            1L << 30,
            "tib",
            1L << 40,
            "kb",
            1_000L,
            "mb",
            1_000_000L,
            "gb",
            1_000_000_000L);

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size must not be negative");
        }
    }

    public static DataSize ofMebibytes(long mebibytes) {
        return new DataSize(Math.multiplyExact(mebibytes, 1L << 20));
    }

    /** Parses a size; it must be a whole number of bytes, which {@code 0.3KiB} is not. */
    public static DataSize parse(String text) {
        Matcher match = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!match.matches() || !UNITS.containsKey(match.group(3))) {
            throw new IllegalArgumentException("must be a size such as 10MiB");
        }
        try {
            return new DataSize(bytes(match.group(1), match.group(2), UNITS.get(match.group(3))));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("must be a whole number of bytes", e);
        }
    }

    /** Loads {@code BigDecimal} only for a size with a fraction, which keeps commands fast. */
    private static long bytes(String whole, String fraction, long unit) {
        return fraction == null
                ? Math.multiplyExact(Long.parseLong(whole), unit)
                : new BigDecimal(whole + fraction)
                        .multiply(BigDecimal.valueOf(unit))
                        .longValueExact();
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The shortest exact form in units of 1024: {@code 10MiB}, or {@code 1000B} when no unit fits. */
    @Override
    public String toString() {
        String[] names = {"TiB", "GiB", "MiB", "KiB"};
        for (int i = 0; i < names.length; i++) {
            long unit = 1L << (40 - 10 * i);
            if (bytes >= unit && bytes % unit == 0) {
                return bytes / unit + names[i];
            }
        }
        return bytes + "B";
    }
}
