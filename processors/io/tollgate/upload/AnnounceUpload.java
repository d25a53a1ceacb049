package io.tollgate.upload;

import io.tollgate.http.delivery.ContentDisposition;
import io.tollgate.http.server.Problem;
import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Reads the announcement of a resumable upload from the message: the fields of {@code PUT /upload} in the query, the
 * length of the whole file in {@code Upload-Length}, its media type in {@code Content-Type}.
 */
public final class AnnounceUpload implements Processor {
    static final String LENGTH = "Upload-Length";

    private final PartSizes sizes;
    private final Supplier<String> itemIds;

    public AnnounceUpload(PartSizes sizes, Supplier<String> itemIds) {
        this.sizes = sizes;
        this.itemIds = itemIds;
    }

    @Override
    public void process(Exchange exchange) {
        HttpMessage message = exchange.getIn(HttpMessage.class);
        Upload upload = new Upload(message.getRequest(), itemIds.get());
        exchange.setProperty(Upload.PROPERTY, upload);
        upload.size = length(message.getHeader(LENGTH, "", String.class));
        upload.contentType = UploadFields.mediaType(message.getHeader(Exchange.CONTENT_TYPE, "", String.class));
        upload.fields = new LinkedHashMap<>(UploadFields.query(upload.request.uri()));
        upload.fileName = ContentDisposition.baseName(upload.fields.get("name"));
        upload.inSeveralRequests = true;
        message.removeHeaders("*");
        message.setBody(null);
    }

    private long length(String value) {
        if (!value.matches("[0-9]{1,18}")) {
            throw Problem.of(
                    411, "length_required", "send the size of the whole file in bytes in the header Upload-Length");
        }
        long length = Long.parseLong(value);
        if (length > sizes.maxFileSize()) {
            throw sizes.tooLarge();
        }
        return length;
    }
}
