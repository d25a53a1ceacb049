package io.tollgate.walrus.read;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the head of an aggregator's answer means for a read: the retry matrix for reading. */
sealed interface AggregatorAnswer {
    /** These are the bytes that were asked for, as far as the head can tell. */
    record Bytes(long length) implements AggregatorAnswer {}

    /**
     * Another aggregator may do better.
     *
     * @param failure whether this one did not do its work; being busy, or too small for the blob, is no failure
     */
    record TryNext(String reason, boolean failure) implements AggregatorAnswer {}

    /** There is no such blob here. Only who knows that it exists asks again. */
    record Missing() implements AggregatorAnswer {}

    /** Nobody is to be asked for this again. */
    record Final(String reason) implements AggregatorAnswer {}

    Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(?:\\d{1,18}|\\*)");

    /**
     * Reads the head of an answer.
     *
     * @param length the Content-Length, or -1
     * @param contentRange the header, or null
     * @param contentType the header, or null; aggregators send none unless they are asked to
     */
    static AggregatorAnswer of(BlobRead piece, int status, long length, String contentRange, String contentType) {
        return switch (status) {
            case 200 -> whole(piece, length, contentType);
            case 206 -> part(piece, length, contentRange, contentType);
            case 400, 416, 451 -> new Final("HTTP " + status);
            case 403 -> new TryNext("HTTP 403", false);
            case 404 -> new Missing();
            case 429 -> new TryNext("HTTP 429", false);
            default -> new TryNext("HTTP " + status, true);
        };
    }

    private static AggregatorAnswer whole(BlobRead piece, long length, String contentType) {
        boolean asked = piece.isWhole() || piece.from() == 0 && length == piece.length();
        if (!asked) {
            return new TryNext("the whole of something for a piece, " + length + " bytes", true);
        }
        return html(contentType) ? new TryNext("a page with HTTP 200", true) : new Bytes(length);
    }

    private static AggregatorAnswer part(BlobRead piece, long length, String contentRange, String contentType) {
        Matcher range = CONTENT_RANGE.matcher(contentRange == null ? "" : contentRange);
        boolean asked = !piece.isWhole()
                && range.matches()
                && Long.parseLong(range.group(1)) == piece.from()
                && Long.parseLong(range.group(2)) == piece.toInclusive()
                && (length < 0 || length == piece.length());
        if (!asked) {
            return new TryNext("another piece than was asked for", true);
        }
        return html(contentType) ? new TryNext("a page with HTTP 206", true) : new Bytes(length);
    }

    private static boolean html(String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/html");
    }
}
