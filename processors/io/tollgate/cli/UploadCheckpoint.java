package io.tollgate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * What is stored beside a file during a resumable upload, so that the next run goes on with it: readable by its
 * owner only, because it holds the seller's token.
 *
 * @param of what the upload is of: gateway, file and fields in one text; another upload is another text
 */
record UploadCheckpoint(URI url, String sellerToken, String of) {
    private static final JsonMapper JSON = new JsonMapper();

    static Path place(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".tollgate-upload");
    }

    /** Empty when nothing was begun, or something else was. */
    static Optional<UploadCheckpoint> find(Path file, String of) throws IOException {
        Path place = place(file);
        if (!Files.isRegularFile(place)) {
            return Optional.empty();
        }
        JsonNode known;
        try {
            known = JSON.readTree(Files.readAllBytes(place));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        return known.path("of").asText().equals(of)
                ? Optional.of(new UploadCheckpoint(
                        URI.create(known.path("url").asText()),
                        known.path("sellerToken").asText(),
                        of))
                : Optional.empty();
    }

    void write(Path file) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("url", url.toString()).put("sellerToken", sellerToken).put("of", of);
        Path place = place(file);
        Path draft = place.resolveSibling(place.getFileName() + ".tmp");
        Files.deleteIfExists(draft);
        boolean posix = Files.getFileStore(place.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(
                draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(ByteBuffer.wrap(json.toString().getBytes(StandardCharsets.UTF_8)));
        }
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    }

    static void forget(Path file) throws IOException {
        Files.deleteIfExists(place(file));
    }
}
