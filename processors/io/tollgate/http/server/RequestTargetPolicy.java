package io.tollgate.http.server;

import java.util.regex.Pattern;

/**
 * The request targets that are read at all: a plain path and a query. One that two parsers could read differently is
 * refused rather than normalised (GHSA-3j63-5h8p-gf7c: an encoded path went round a paywall).
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
