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
 * Finds the upload of a request, and stops another request that appends to it. The id authorizes the client: only the
 * creator of the upload received it, and it cannot be guessed.
 */
public final class FindUpload implements Processor {
    private final UploadSessions uploads;
    private final ActiveAppends appends;
    private final UploadSpecParser parser;
    private final Catalog catalog;
    private final Clock clock;

    public FindUpload(
            UploadSessions uploads, ActiveAppends appends, UploadSpecParser parser, Catalog catalog, Clock clock) {
        this.uploads = uploads;
        this.appends = appends;
        this.parser = parser;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        HttpMessage message = exchange.getIn(HttpMessage.class);
        String id = message.getHeader("uploadId", "", String.class);
        String offset = message.getHeader(UploadProgress.OFFSET, "", String.class);
        UploadSession before = find(id);
        appends.stop(id);
        // the other request has recorded its parts, so read the session again
        UploadSession session = find(id);
        Upload upload = new Upload(message.getRequest(), before.itemId());
        upload.earlierDuration = Duration.between(session.createdAt(), clock.instant());
        upload.fields = session.fields();
        upload.fileName = session.fileName();
        upload.contentType = session.contentType();
        upload.size = session.size();
        upload.useKey(session.key());
        upload.inSeveralRequests = true;
        upload.announcedOffset = offset;
        upload.resumable = new ResumableUpload(session, uploads.parts(session.itemId()));
        upload.item = session.blobId().flatMap(catalog::find).orElse(null);
        if (upload.item == null && session.blobId().isPresent()) {
            throw gone();
        }
        if (upload.item == null) {
            upload.spec = parser.parse(session.fields(), session.fileName());
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
        return Problem.of(404, "no_such_upload", "this upload does not exist, or no longer exists");
    }
}
