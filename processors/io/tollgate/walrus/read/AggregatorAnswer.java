package io.tollgate.walrus.read;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the status and headers of an aggregator's answer mean for a read: the retry matrix for reading. */
sealed interface AggregatorAnswer {
    /** According to the headers these are the requested bytes. */
    record Bytes(long length) implements AggregatorAnswer {}

    /**
     * Try another aggregator.
     *
     * @param failure whether this aggregator failed; one that is busy or too small for the blob has not failed
     */
    record TryNext(String reason, boolean failure) implements AggregatorAnswer {}

    /** The aggregator does not have the blob. Another attempt makes sense only when the blob is known to exist. */
    record Missing() implements AggregatorAnswer {}

    /** Do not call another aggregator: none will return these bytes. */
    record Final(String reason) implements AggregatorAnswer {}

    Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(?:\\d{1,18}|\\*)");

    /**
     * Classifies an answer by its status and headers.
     *
     * @param length the Content-Length, or -1
     * @param contentRange the header, or null
     * @param contentType the header, or null; aggregators send it only on request
     */
    static AggregatorAnswer of(BlobRead request, int status, long length, String contentRange, String contentType) {
        return switch (status) {
            case 200 -> whole(request, length, contentType);
            case 206 -> part(request, length, contentRange, contentType);
            case 400, 416, 451 -> new Final("HTTP " + status);
            case 403 -> new TryNext("HTTP 403", false);
            case 404 -> new Missing();
            case 429 -> new TryNext("HTTP 429", false);
            default -> new TryNext("HTTP " + status, true);
        };
    }

    private static AggregatorAnswer whole(BlobRead request, long length, String contentType) {
        boolean matches = request.isWhole() || request.from() == 0 && length == request.length();
        if (!matches) {
            return new TryNext("a complete answer of " + length + " bytes for a range", true);
        }
        return html(contentType) ? new TryNext("an HTML page with HTTP 200", true) : new Bytes(length);
    }

    private static AggregatorAnswer part(BlobRead request, long length, String contentRange, String contentType) {
        Matcher range = CONTENT_RANGE.matcher(contentRange == null ? "" : contentRange);
        boolean matches = !request.isWhole()
                && range.matches()
                && Long.parseLong(range.group(1)) == request.from()
                && Long.parseLong(range.group(2)) == request.toInclusive()
                && (length < 0 || length == request.length());
        if (!matches) {
            return new TryNext("another range than requested", true);
        }
        return html(contentType) ? new TryNext("an HTML page with HTTP 206", true) : new Bytes(length);
    }

    private static boolean html(String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/html");
    }
}
