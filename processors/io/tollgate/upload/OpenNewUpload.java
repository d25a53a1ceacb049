package io.tollgate.upload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.database.RandomIds;
import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Writes an announced upload down and tells its sender where to append. The seller's token is shown here, once. */
public final class OpenNewUpload implements Processor {
    private final OpenUploads uploads;
    private final PartSizes sizes;
    private final RandomIds ids;
    private final URI publicUrl;

    public OpenNewUpload(OpenUploads uploads, PartSizes sizes, RandomIds ids, URI publicUrl) {
        this.uploads = uploads;
        this.sizes = sizes;
        this.ids = ids;
        this.publicUrl = publicUrl;
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        String id = ids.next("upload_");
        uploads.add(id, upload.itemId, upload.plan.resolved(upload.fields), upload.size, sizes.plain());
        OpenUpload open = uploads.find(id).orElseThrow();
        String place = publicUrl.toString().replaceAll("/+$", "") + "/uploads/" + id;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", "uploading");
        json.put("uploadUrl", place);
        json.put("offset", 0);
        json.put("size", upload.size);
        json.put("partSize", open.partSize());
        json.put("expiresAt", uploads.expiry(open).toString());
        json.put("sellerToken", upload.sellerToken.reveal());
        PieceAnswer.write(exchange, 201, json, 0, upload.size);
        exchange.getMessage().setHeader("Location", "/uploads/" + id);
    }
}
