package io.tollgate.http.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ranges that a {@code Range} header requests (RFC 9110, section 14.2). */
public sealed interface RangeHeader {
    /** Browsers request one range, document viewers a few. */
    int MAX_RANGES = 16;

    /** The whole file: no header, another unit, or a malformed header. */
    record Whole() implements RangeHeader {}

    /** @param ranges not empty, disjoint, each within the file */
    record Ranges(List<ByteRange> ranges) implements RangeHeader {}

    /** No requested byte exists, or there are too many ranges: 416. */
    record Unsatisfiable() implements RangeHeader {}

    /**
     * Parses the header. Ranges that overlap or nearly touch are merged, so that no byte is sent twice.
     *
     * @param header may be null
     * @param size   bytes of the file
     */
    static RangeHeader parse(String header, long size) {
        if (header == null || !header.regionMatches(true, 0, "bytes=", 0, 6)) {
            return new Whole();
        }
        String[] specs = header.substring(6).split(",", -1);
        List<ByteRange> ranges = new ArrayList<>();
        int named = 0;
        for (String element : specs) {
            String spec = element.strip();
            if (spec.isEmpty()) {
                continue; // RFC 9110, section 5.6.1.2: empty list elements are ignored
            }
            if (++named > MAX_RANGES) {
                return new Unsatisfiable();
            }
            ByteRange range = Spec.parse(spec, size);
            if (range == null) {
                return new Whole();
            }
            if (range.length() > 0) {
                ranges.add(range);
            }
        }
        if (named == 0) {
            return new Whole();
        }
        return ranges.isEmpty() ? new Unsatisfiable() : new Ranges(Spec.merge(ranges));
    }

    /** One range of the list. */
    final class Spec {
        private static final Pattern FORM = Pattern.compile("([0-9]*)-([0-9]*)");
        /** About the length of the headers between two parts of a multipart answer. */
        private static final int MIN_GAP = 100;

        private Spec() {}

        /** Null when it is malformed; of length 0 when the file has no such byte. */
        static ByteRange parse(String spec, long size) {
            Matcher form = FORM.matcher(spec);
            if (!form.matches() || form.group(1).isEmpty() && form.group(2).isEmpty()) {
                return null;
            }
            if (form.group(1).isEmpty()) {
                long suffix = Math.min(size, number(form.group(2)));
                return new ByteRange(size - suffix, suffix);
            }
            long first = number(form.group(1));
            long last = form.group(2).isEmpty() ? Long.MAX_VALUE : number(form.group(2));
            if (last < first) {
                return null;
            }
            return first >= size ? new ByteRange(0, 0) : new ByteRange(first, Math.min(last, size - 1) - first + 1);
        }

        private static long number(String digits) {
            String significant = digits.replaceFirst("^0+(?=.)", "");
            return significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant);
        }

        /** The requested order, or, when ranges had to be merged, ascending order. */
        static List<ByteRange> merge(List<ByteRange> ranges) {
            List<ByteRange> sorted = new ArrayList<>(ranges);
            sorted.sort(Comparator.comparingLong(ByteRange::from));
            List<ByteRange> merged = new ArrayList<>();
            for (ByteRange range : sorted) {
                ByteRange last = merged.isEmpty() ? null : merged.getLast();
                if (last != null && range.from() - last.end() < MIN_GAP) {
                    long end = Math.max(last.end(), range.end());
                    merged.set(merged.size() - 1, new ByteRange(last.from(), end - last.from()));
                } else {
                    merged.add(range);
                }
            }
            return merged.size() == ranges.size() ? List.copyOf(ranges) : List.copyOf(merged);
        }
    }
}
