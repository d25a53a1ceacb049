package io.tollgate.http.server;

import java.util.regex.Pattern;

/**
 * Accepts request targets that are a plain path and a query. Targets that parsers could read differently are refused, not
 * normalized (GHSA-3j63-5h8p-gf7c: an encoded path bypassed a paywall).
 */
public final class RequestTargetPolicy {
    private static final Pattern PLAIN = Pattern.compile("(/|(/[A-Za-z0-9_~.!$&'()*+,=:@-]+)+)(\\?.*)?");
    private static final Pattern DOTS = Pattern.compile("(^|/)\\.{1,2}(/|\\?|$)");

    private RequestTargetPolicy() {}

    /** True for {@code /a/b?c}; false for absolute forms, empty or dotted segments and percent signs in the path. */
    public static boolean isPlain(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return PLAIN.matcher(target).matches() && !DOTS.matcher(path).find();
    }
}
