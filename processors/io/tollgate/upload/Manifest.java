package io.tollgate.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.ItemPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list of an item's parts, stored beside them and sealed like them: with it and the item's key a file can be put
 * together again without the catalogue. docs/formats.md describes it.
 *
 * @param sha256 of the plain bytes
 */
record Manifest(String itemId, long size, String sha256, List<ItemPart> parts) {
    private static final String FORMAT = "tollgate-manifest/1";
    private static final JsonMapper JSON = new JsonMapper();

    /** What one part adds, at most. */
    static final int BYTES_PER_PART = 120;

    /** What is there without any part, at most. */
    static final int BYTES_AROUND = 512;

    byte[] written() {
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

    /** @throws IOException when these are not the bytes of a manifest in a format known here */
    static Manifest read(byte[] written) throws IOException {
        JsonNode manifest = JSON.readTree(written);
        if (!manifest.path("format").asText().equals(FORMAT)) {
            throw new IOException("not a " + FORMAT);
        }
        List<ItemPart> parts = new ArrayList<>();
        for (JsonNode part : manifest.path("parts")) {
            parts.add(new ItemPart(
                    parts.size(),
                    part.path("blobId").asText(),
                    part.path("size").asLong(),
                    part.path("storedSize").asLong(),
                    Optional.empty(),
                    0));
        }
        return new Manifest(
                manifest.path("item").asText(),
                manifest.path("size").asLong(),
                manifest.path("sha256").asText(),
                parts);
    }
}
