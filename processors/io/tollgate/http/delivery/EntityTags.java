package io.tollgate.http.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the entity tags of a request with that of a file (RFC 9110, sections 8.8.3 and 13.1). */
public final class EntityTags {
    private static final Pattern TAG = Pattern.compile("(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

    private EntityTags() {}

    /** The strong tag of content with this hash. */
    public static String strong(String sha256) {
        return '"' + sha256 + '"';
    }

    /** For {@code If-Match}: strong comparison with each tag. */
    public static boolean matchStrongly(String list, String tag) {
        return matches(list, tag, true);
    }

    /** For {@code If-None-Match}: weak comparison with each tag. */
    public static boolean matchWeakly(String list, String tag) {
        return matches(list, tag, false);
    }

    /** For {@code If-Range}: one strong tag. A date never matches, because files have no date. */
    public static boolean sameBytes(String validator, String tag) {
        return validator.strip().equals(tag);
    }

    private static boolean matches(String list, String tag, boolean strongly) {
        if (list.strip().equals("*")) {
            return true;
        }
        Matcher each = TAG.matcher(list);
        while (each.find()) {
            boolean weak = each.group(1) != null;
            if (each.group(2).equals(tag) && !(weak && strongly)) {
                return true;
            }
        }
        return false;
    }
}
