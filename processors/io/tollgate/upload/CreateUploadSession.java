package io.tollgate.upload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.Catalog;
import io.tollgate.database.RandomIds;
import io.tollgate.http.server.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Records an announced upload and answers with the URL to append to. The seller token is shown here, once. */
public final class CreateUploadSession implements Processor {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final UploadSessions uploads;
    private final Catalog catalog;
    private final PartSizes sizes;
    private final RandomIds ids;
    private final URI publicUrl;

    public CreateUploadSession(UploadSessions uploads, Catalog catalog, PartSizes sizes, RandomIds ids, URI publicUrl) {
        this.uploads = uploads;
        this.catalog = catalog;
        this.sizes = sizes;
        this.ids = ids;
        this.publicUrl = publicUrl;
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        String id = ids.next("upload_");
        Map<String, String> fields = upload.spec.resolved(upload.fields);
        if (!uploads.add(id, upload.itemId, fields, upload.size, sizes.plain(), upload.receipt)) {
            catalog.discard(upload.itemId);
            throw Problem.retry(
                    409,
                    "upload_busy",
                    "another request is opening an upload with the same payment",
                    RETRY_AFTER,
                    null);
        }
        UploadSession session = uploads.find(id).orElseThrow();
        String url = publicUrl.toString().replaceAll("/+$", "") + "/uploads/" + id;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", "uploading");
        json.put("uploadUrl", url);
        json.put("offset", 0);
        json.put("size", upload.size);
        json.put("partSize", session.partSize());
        json.put("expiresAt", uploads.expiry(session).toString());
        json.put("sellerToken", upload.sellerToken.reveal());
        UploadProgress.write(exchange, 201, json, 0, upload.size);
        exchange.getMessage().setHeader("Location", "/uploads/" + id);
    }
}
