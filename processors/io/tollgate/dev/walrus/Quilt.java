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
 * Several small blobs stored as one. The layout is that of the embedded Walrus only (a magic number, the length of an
 * index, the index as JSON, the blobs in sequence), so the id of a quilt differs from the one on Walrus; what a client
 * sees of it has the right form.
 *
 * @param dataAt offset of the first blob
 */
record Quilt(List<Patch> patches, long dataAt) {
    static final int MAX_BLOBS = 666;

    private static final int MARK = 0x51554C54;
    private static final int MAX_INDEX = 64 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One blob of a quilt.
     *
     * @param offset offset from the first blob of the quilt, in bytes
     */
    record Patch(String identifier, Map<String, String> tags, long offset, long size) {
        Patch {
            tags = Map.copyOf(tags);
        }
    }

    Quilt {
        patches = List.copyOf(patches);
    }

    /** Returns the bytes before the blobs. */
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

    /** Reads the header of a stored blob; empty when it is not a quilt. */
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

    /** Returns the patch with an id of this quilt. */
    Optional<Patch> patch(PatchId id) {
        int index = id.start() - 1;
        boolean valid = index >= 0 && index < patches.size() && id.end() == id.start() + 1;
        return valid ? Optional.of(patches.get(index)) : Optional.empty();
    }

    PatchId id(BlobId quilt, Patch patch) {
        int index = patches.indexOf(patch) + 1;
        return new PatchId(quilt, index, index + 1);
    }

    /** Whether Walrus accepts the identifier. */
    static boolean isValidIdentifier(String identifier) {
        return !identifier.isEmpty()
                && identifier.getBytes(StandardCharsets.UTF_8).length <= 64 * 1024
                && identifier.equals(identifier.stripTrailing())
                && identifier.codePoints().noneMatch(Character::isISOControl);
    }

    /**
     * The id of a patch: the quilt's id, a version, and its columns; 50 characters.
     *
     * @param start first column
     * @param end the column after the last one
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
