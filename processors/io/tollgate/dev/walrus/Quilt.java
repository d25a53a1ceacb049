package io.tollgate.dev.walrus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.walrus.encoding.BlobId;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Several small blobs stored as one. The layout is the embedded Walrus' own (a mark, the length of an index, the index as
 * JSON, the blobs one after the other), so the id of a quilt is not the one that Walrus would give; what a client sees of
 * it has the right shape.
 *
 * @param dataAt where the first blob begins
 */
record Quilt(List<Patch> patches, long dataAt) {
    static final int MAX_BLOBS = 666;

    private static final int MARK = 0x51554C54;
    private static final int MAX_INDEX = 64 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One blob of a quilt.
     *
     * @param offset counted from the first blob of the quilt, in bytes
     */
    record Patch(String identifier, Map<String, String> tags, long offset, long size) {
        Patch {
            tags = Map.copyOf(tags);
        }
    }

    Quilt {
        patches = List.copyOf(patches);
    }

    /** What stands in front of the blobs. */
    static byte[] header(List<Patch> patches) throws IOException {
        ArrayNode index = JsonNodeFactory.instance.arrayNode();
        for (Patch patch : patches) {
            ObjectNode entry = index.addObject();
            entry.put("identifier", patch.identifier())
                    .put("offset", patch.offset())
                    .put("size", patch.size());
            ObjectNode tags = entry.putObject("tags");
            patch.tags().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        }
        byte[] json = JSON.writeValueAsBytes(index);
        return ByteBuffer.allocate(8 + json.length)
                .putInt(MARK)
                .putInt(json.length)
                .put(json)
                .array();
    }

    /** Reads what a stored blob says of itself; empty when it is no quilt. */
    static Optional<Quilt> read(Path file) throws IOException {
        if (Files.size(file) < 8) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file);
                DataInputStream data = new DataInputStream(in)) {
            int mark = data.readInt();
            int length = data.readInt();
            if (mark != MARK || length < 0 || length > MAX_INDEX) {
                return Optional.empty();
            }
            List<Patch> patches = new ArrayList<>();
            for (JsonNode entry : JSON.readTree(data.readNBytes(length))) {
                Map<String, String> tags = new LinkedHashMap<>();
                entry.path("tags")
                        .fields()
                        .forEachRemaining(
                                tag -> tags.put(tag.getKey(), tag.getValue().asText()));
                patches.add(new Patch(
                        entry.path("identifier").asText(),
                        tags,
                        entry.path("offset").asLong(),
                        entry.path("size").asLong()));
            }
            return Optional.of(new Quilt(patches, 8L + length));
        }
    }

    Optional<Patch> findByIdentifier(String identifier) {
        return patches.stream()
                .filter(patch -> patch.identifier().equals(identifier))
                .findFirst();
    }

    /** The patch that an id of this quilt names. */
    Optional<Patch> patch(PatchId id) {
        int place = id.start() - 1;
        boolean known = place >= 0 && place < patches.size() && id.end() == id.start() + 1;
        return known ? Optional.of(patches.get(place)) : Optional.empty();
    }

    PatchId id(BlobId quilt, Patch patch) {
        int place = patches.indexOf(patch) + 1;
        return new PatchId(quilt, place, place + 1);
    }

    /** The names an identifier may have. */
    static boolean isValidIdentifier(String identifier) {
        return !identifier.isEmpty()
                && identifier.getBytes(StandardCharsets.UTF_8).length <= 64 * 1024
                && identifier.equals(identifier.stripTrailing())
                && identifier.codePoints().noneMatch(Character::isISOControl);
    }

    /**
     * The name of a patch: the quilt's id, a version, and the columns it lies in; 50 characters.
     *
     * @param start first column
     * @param end the column behind the last one
     */
    record PatchId(BlobId quilt, int start, int end) {
        private static final int SIZE = BlobId.SIZE + 5;

        static Optional<PatchId> parse(String text) {
            byte[] bytes;
            try {
                bytes = Base64.getUrlDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
            if (bytes.length != SIZE || text.endsWith("=") || bytes[BlobId.SIZE] != 1) {
                return Optional.empty();
            }
            ByteBuffer rest = ByteBuffer.wrap(bytes, BlobId.SIZE + 1, 4).order(ByteOrder.LITTLE_ENDIAN);
            byte[] quilt = Arrays.copyOf(bytes, BlobId.SIZE);
            return Optional.of(new PatchId(
                    BlobId.of(quilt), Short.toUnsignedInt(rest.getShort()), Short.toUnsignedInt(rest.getShort())));
        }

        @Override
        public String toString() {
            byte[] bytes = ByteBuffer.allocate(SIZE)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(quilt.bytes())
                    .put((byte) 1)
                    .putShort((short) start)
                    .putShort((short) end)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }
}
