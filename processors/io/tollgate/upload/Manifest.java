package io.tollgate.upload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.ItemPart;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The list of an item's parts, stored beside them and sealed like them: with it and the item's key, a file can be
 * reassembled without the catalog. It is JSON: {@code format}, {@code item}, {@code size}, {@code sha256}, and for each
 * of its {@code parts} in order {@code blobId}, {@code size} and {@code storedSize}.
 *
 * @param sha256 hash of the plain bytes
 */
record Manifest(String itemId, long size, String sha256, List<ItemPart> parts) {
    private static final String FORMAT = "tollgate-manifest/1";

    /** Maximum size of one entry, in bytes. */
    static final int BYTES_PER_PART = 120;

    /** Maximum size without any entry, in bytes. */
    static final int BASE_BYTES = 512;

    byte[] toJson() {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("format", FORMAT);
        manifest.put("item", itemId);
        manifest.put("size", size);
        manifest.put("sha256", sha256);
        ArrayNode list = manifest.putArray("parts");
        for (ItemPart part : parts) {
            list.addObject()
                    .put("blobId", part.blobId())
                    .put("size", part.size())
                    .put("storedSize", part.storedSize());
        }
        return manifest.toString().getBytes(StandardCharsets.UTF_8);
    }
}
