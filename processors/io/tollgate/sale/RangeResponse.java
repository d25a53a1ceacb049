package io.tollgate.sale;

import io.tollgate.catalog.Purchasable;
import io.tollgate.catalog.ReadableBlob;
import io.tollgate.http.delivery.ByteRange;
import io.tollgate.http.delivery.MultipartRanges;
import io.tollgate.walrus.read.Sha256Checked;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What of a file one answer brings: all of it, one stretch, or several. Opening it takes the entitlement.
 *
 * @param status      200 or 206
 * @param contentType of the answer, not of the file when there are several stretches
 * @param length      bytes of the body
 * @param whole       the file from its first byte to its last
 */
record RangeResponse(
        int status, String contentType, String contentRange, long length, boolean whole, InputStream body) {

    static RangeResponse of(SaleContext sale, String boundary) throws IOException {
        Purchasable item = sale.item;
        List<ByteRange> spans = sale.ranges;
        if (spans.isEmpty()) {
            InputStream plain = open(sale, new ByteRange(0, item.size()));
            return new RangeResponse(200, item.contentType(), null, item.size(), true, checked(sale.readable, plain));
        }
        if (spans.size() == 1) {
            ByteRange span = spans.get(0);
            boolean whole = span.length() == item.size();
            InputStream plain = open(sale, span);
            return new RangeResponse(
                    206,
                    item.contentType(),
                    span.contentRange(item.size()),
                    span.length(),
                    whole,
                    whole ? checked(sale.readable, plain) : plain);
        }
        MultipartRanges several =
                new MultipartRanges(boundary, item.contentType(), item.size(), spans, span -> open(sale, span));
        return new RangeResponse(
                206, "multipart/byteranges; boundary=" + boundary, null, several.length(), false, several);
    }

    private static InputStream open(SaleContext sale, ByteRange span) throws IOException {
        return sale.blob.unseal(sale.entitlement, span.from(), span.length());
    }

    /** What no seal protects is held against the hash that was taken when it was stored. */
    private static InputStream checked(ReadableBlob blob, InputStream plain) {
        return blob.sealed() ? plain : new Sha256Checked(plain, blob.sha256(), blob.size());
    }

    void describe(HttpServerResponse response) {
        response.setStatusCode(status);
        response.putHeader("Content-Type", contentType);
        if (contentRange != null) {
            response.putHeader("Content-Range", contentRange);
        }
    }
}
