package io.tollgate.http.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which bytes of a file a {@code Range} header asks for (RFC 9110, section 14.2). */
public sealed interface RangeHeader {
    /** Most ranges of one header; a browser asks for one, a reader of documents for a handful. */
    int MAX_RANGES = 16;

    /** No range, or none that has to be heeded: another unit, or a header that is malformed. */
    record Whole() implements RangeHeader {}

    /** @param ranges not empty, none touches another, each within the file */
    record Ranges(List<ByteRange> ranges) implements RangeHeader {}

    /** Nothing of what is asked for exists, or too much is asked for at once: 416. */
    record Unsatisfiable() implements RangeHeader {}

    /**
     * Reads the header. Ranges that overlap or nearly touch are made one, so that no byte is sent twice.
     *
     * @param header null when there is none
     * @param size   bytes of the file
     */
    static RangeHeader parse(String header, long size) {
        if (header == null || !header.regionMatches(true, 0, "bytes=", 0, 6)) {
            return new Whole();
        }
        String[] specs = header.substring(6).split(",", -1);
        List<ByteRange> spans = new ArrayList<>();
        int named = 0;
        for (String written : specs) {
            String spec = written.strip();
            if (spec.isEmpty()) {
                continue; // RFC 9110, section 5.6.1.2: empty list elements are passed over
            }
            if (++named > MAX_RANGES) {
                return new Unsatisfiable();
            }
            ByteRange span = Spec.parse(spec, size);
            if (span == null) {
                return new Whole();
            }
            if (span.length() > 0) {
                spans.add(span);
            }
        }
        if (named == 0) {
            return new Whole();
        }
        return spans.isEmpty() ? new Unsatisfiable() : new Ranges(Spec.merge(spans));
    }

    /** One range of the list. */
    final class Spec {
        private static final Pattern FORM = Pattern.compile("([0-9]*)-([0-9]*)");
        /** What stands between two parts of a multipart answer is about as long as this. */
        private static final int MIN_GAP = 100;

        private Spec() {}

        /** Null when it is malformed; of length 0 when there is no such byte. */
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

        /** In the order asked for, unless some overlap or nearly touch: then those are one, and all in ascending order. */
        static List<ByteRange> merge(List<ByteRange> spans) {
            List<ByteRange> sorted = new ArrayList<>(spans);
            sorted.sort(Comparator.comparingLong(ByteRange::from));
            List<ByteRange> merged = new ArrayList<>();
            for (ByteRange span : sorted) {
                ByteRange last = merged.isEmpty() ? null : merged.getLast();
                if (last != null && span.from() - last.end() < MIN_GAP) {
                    long end = Math.max(last.end(), span.end());
                    merged.set(merged.size() - 1, new ByteRange(last.from(), end - last.from()));
                } else {
                    merged.add(span);
                }
            }
            return merged.size() == spans.size() ? List.copyOf(spans) : List.copyOf(merged);
        }
    }
}
