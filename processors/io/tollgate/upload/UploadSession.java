package io.tollgate.upload;

import io.tollgate.sealing.SealedKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An upload that can be resumed.
 *
 * @param fields   what its sender asked for, with the gateway's defaults of that moment
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
    /** How many parts it has; an empty file is one. */
    int parts() {
        return Math.toIntExact(Math.max(1, Math.ceilDiv(size, partSize)));
    }

    /** Plain bytes of a part. */
    long length(int part) {
        return Math.min(partSize, size - part * partSize);
    }
}
