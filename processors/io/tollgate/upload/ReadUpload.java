package io.tollgate.upload;

import io.tollgate.http.delivery.ContentDisposition;
import io.tollgate.http.server.MinimumBodyRate;
import io.tollgate.http.server.MultipartBody;
import io.tollgate.http.server.Problem;
import io.tollgate.http.server.RequestBody;
import io.tollgate.http.server.StreamedFile;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Reads an upload from the message, up to the first byte of its file: a raw body (PUT, fields in the query) or a
 * multipart form (POST). The file itself stays in the connection.
 */
public final class ReadUpload implements Processor {
    /** Maximum size of a form's fields and boundaries beside its file, in bytes. */
    private static final long FORM_OVERHEAD = 1024 * 1024;

    /** An exchange property: fields that were set before the upload, as a map of text. */
    private static final String PRESET_FIELDS = "uploadFields";

    private final PartSizes sizes;
    private final MinimumBodyRate bodyRate;
    private final Supplier<String> itemIds;

    public ReadUpload(PartSizes sizes, MinimumBodyRate bodyRate, Supplier<String> itemIds) {
        this.sizes = sizes;
        this.bodyRate = bodyRate;
        this.itemIds = itemIds;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        HttpMessage message = exchange.getIn(HttpMessage.class);
        Upload upload = new Upload(message.getRequest(), itemIds.get());
        exchange.setProperty(Upload.PROPERTY, upload);
        upload.cleanUpAfter(exchange);
        String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        message.removeHeaders("*");
        message.setBody(null);
        boolean form = type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
        if (form) {
            readForm(upload, type);
        } else if (upload.request.method() == HttpMethod.PUT) {
            readRaw(upload, type, exchange.getProperty(PRESET_FIELDS, Map.class));
        } else {
            throw Problem.of(415, "multipart_expected", "POST accepts multipart/form-data; send raw bytes with PUT");
        }
    }

    /** @param preset fields that replace those of the query; null to use the query */
    private void readRaw(Upload upload, String type, Map<?, ?> preset) {
        upload.fields = preset == null ? UploadFields.query(upload.request.uri()) : UploadFields.preset(preset);
        upload.fileName = ContentDisposition.baseName(upload.fields.get("name"));
        upload.contentType = UploadFields.mediaType(type);
        checkDeclared(upload, sizes.maxFileSize());
        upload.plain = new MeteredStream(new RequestBody(upload.request, bodyRate), sizes);
    }

    /** Refuses a Content-Length over the limit before a byte is read. */
    private void checkDeclared(Upload upload, long limit) {
        String length = upload.request.getHeader("Content-Length");
        if (length != null && Long.parseLong(length) > limit) {
            throw sizes.tooLarge();
        }
    }

    private void readForm(Upload upload, String type) throws IOException {
        checkDeclared(upload, sizes.maxFileSize() + FORM_OVERHEAD);
        upload.form = new MultipartBody(new RequestBody(upload.request, bodyRate), type);
        StreamedFile file = upload.form
                .file()
                .filter(part -> part.field().equals("file"))
                .orElseThrow(() -> Problem.of(400, "file_missing", "the form has no part named file"));
        upload.fields = upload.form.fields();
        upload.fileName = ContentDisposition.baseName(file.fileName());
        upload.contentType = UploadFields.mediaType(file.contentType());
        upload.plain = new MeteredStream(file, sizes);
    }
}
