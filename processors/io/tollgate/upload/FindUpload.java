package io.tollgate.upload;

import io.tollgate.catalog.Catalog;
import io.tollgate.http.server.Problem;
import io.tollgate.log.LogContext;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Finds the upload that a request names, and ends another request that appends to it. Whoever knows the name may go on:
 * it was told to the sender only and cannot be guessed.
 */
public final class FindUpload implements Processor {
    private final UploadSessions uploads;
    private final ActiveAppends appends;
    private final UploadSpecParser parser;
    private final Catalog catalog;
    private final Clock clock;

    public FindUpload(
            UploadSessions uploads, ActiveAppends appends, UploadSpecParser planner, Catalog catalog, Clock clock) {
        this.uploads = uploads;
        this.appends = appends;
        this.parser = planner;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        HttpMessage message = exchange.getIn(HttpMessage.class);
        String id = message.getHeader("uploadId", "", String.class);
        String offset = message.getHeader(UploadProgress.OFFSET, "", String.class);
        UploadSession known = find(id);
        appends.stop(id);
        // what the other request had under way is written down by now
        UploadSession open = find(id);
        Upload upload = new Upload(message.getRequest(), known.itemId());
        upload.earlierDuration = Duration.between(open.createdAt(), clock.instant());
        upload.fields = open.fields();
        upload.fileName = open.fileName();
        upload.contentType = open.contentType();
        upload.size = open.size();
        upload.useKey(open.key());
        upload.inSeveralRequests = true;
        upload.announcedOffset = offset;
        upload.resumable = new ResumableUpload(open, uploads.parts(open.itemId()));
        upload.item = open.blobId().flatMap(catalog::find).orElse(null);
        if (upload.item == null && open.blobId().isPresent()) {
            throw gone();
        }
        if (upload.item == null) {
            upload.spec = parser.parse(open.fields(), open.fileName());
        }
        LogContext.ITEM.set(exchange, upload.itemId);
        exchange.setProperty(Upload.PROPERTY, upload);
        message.removeHeaders("*");
        message.setBody(null);
    }

    private UploadSession find(String id) {
        return uploads.find(id).orElseThrow(FindUpload::gone);
    }

    private static Problem gone() {
        return Problem.of(404, "no_such_upload", "there is no such upload, or no longer");
    }
}
