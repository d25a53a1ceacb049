package io.tollgate.upload;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.tollgate.http.BodyPace;
import io.tollgate.http.ContentDisposition;
import io.tollgate.http.MultipartBody;
import io.tollgate.http.Problem;
import io.tollgate.http.RequestBody;
import io.tollgate.http.StreamedFile;
import io.tollgate.sealing.Sealing;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Takes an upload out of the message, up to the first byte of its file: a raw body (PUT, fields in the query) or a
 * multipart form (POST). The file itself stays in the connection.
 */
public final class ReadUpload implements Processor {
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[\\w!#$&^.+-]{1,60}/[\\w!#$&^.+-]{1,60}(;[\\x20-\\x7e]{0,60})?");
    /** What the fields and boundaries of a form may add to its file. */
    private static final long FORM_AROUND_FILE = 1024 * 1024;

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private final long limit;
    private final BodyPace pace;
    private final Sealing sealing;
    private final Supplier<String> itemIds;

    /** @param limit most plain bytes of one file */
    public ReadUpload(long limit, BodyPace pace, Sealing sealing, Supplier<String> itemIds) {
        this.limit = limit;
        this.pace = pace;
        this.sealing = sealing;
        this.itemIds = itemIds;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        HttpMessage message = exchange.getIn(HttpMessage.class);
        Upload upload = new Upload(message.getRequest(), itemIds.get());
        exchange.setProperty(Upload.PROPERTY, upload);
        upload.tidyUpAfter(exchange);
        String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        message.removeHeaders("*");
        message.setBody(null);
        boolean form = type.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/form-data");
        if (form) {
            readForm(upload, type);
        } else if (upload.request.method() == HttpMethod.PUT) {
            readRaw(upload, type);
        } else {
            throw Problem.of(415, "multipart_expected", "POST takes multipart/form-data; send raw bytes with PUT");
        }
        upload.wrappedKey = sealing.newKey(upload.itemId).wrapped();
    }

    private void readRaw(Upload upload, String type) {
        Map<String, String> fields = new LinkedHashMap<>();
        query(upload).forEach((name, values) -> {
            if (values.size() > 1) {
                throw Problem.of(400, "duplicate_field", "the query names one field twice");
            }
            fields.put(name, values.get(0));
        });
        upload.fields = fields;
        upload.fileName = ContentDisposition.baseName(fields.get("name"));
        upload.contentType = mediaType(type);
        upload.length = declared(upload, limit);
        upload.plain = meter(new RequestBody(upload.request, pace));
    }

    /** The Content-Length, refused before a byte is read when it cannot be. */
    private OptionalLong declared(Upload upload, long most) {
        String length = upload.request.getHeader("Content-Length");
        if (length == null) {
            return OptionalLong.empty();
        }
        long bytes = Long.parseLong(length);
        if (bytes > most) {
            throw MeteredStream.tooLarge(limit);
        }
        return OptionalLong.of(bytes);
    }

    private static Map<String, List<String>> query(Upload upload) {
        try {
            return new QueryStringDecoder(upload.request.uri(), StandardCharsets.UTF_8, true, 64, true).parameters();
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "invalid_upload", "the query is malformed");
        }
    }

    private void readForm(Upload upload, String type) throws IOException {
        declared(upload, limit + FORM_AROUND_FILE);
        upload.form = new MultipartBody(new RequestBody(upload.request, pace), type);
        StreamedFile file = upload.form
                .file()
                .filter(part -> part.field().equals("file"))
                .orElseThrow(() -> Problem.of(400, "file_missing", "the form has no part named file"));
        upload.fields = upload.form.fields();
        upload.fileName = ContentDisposition.baseName(file.fileName());
        upload.contentType = mediaType(file.contentType());
        upload.plain = meter(file);
    }

    private MeteredStream meter(InputStream plain) {
        return new MeteredStream(plain, limit);
    }

    /** Only a well-formed type is kept; what curl sends for a bare body says nothing about the file. */
    private static String mediaType(String sent) {
        boolean useful = sent != null
                && MEDIA_TYPE.matcher(sent).matches()
                && !sent.startsWith("application/x-www-form-urlencoded");
        return useful ? sent : UNKNOWN_TYPE;
    }
}
