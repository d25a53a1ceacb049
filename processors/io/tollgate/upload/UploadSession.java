package io.tollgate.upload;

import io.tollgate.sealing.SealedKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A resumable upload.
 *
 * @param fields   the requested fields, completed with the gateway's defaults at that time
 * @param size     plain bytes of the whole file
 * @param partSize plain bytes of a full part
 * @param blobId   empty until the file is for sale
 */
record UploadSession(
        String id,
        String itemId,
        Map<String, String> fields,
        long size,
        long partSize,
        Instant createdAt,
        Instant touchedAt,
        String fileName,
        String contentType,
        SealedKey key,
        Optional<String> blobId) {
    /** Number of parts; an empty file has one. */
    int parts() {
        return Math.toIntExact(Math.max(1, Math.ceilDiv(size, partSize)));
    }

    /** Size of a part, in plain bytes. */
    long length(int part) {
        return Math.min(partSize, size - part * partSize);
    }
}
