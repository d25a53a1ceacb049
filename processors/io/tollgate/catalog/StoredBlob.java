package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an item once Walrus holds it.
 *
 * @param blobId        43 characters of base64url
 * @param endEpoch      the Walrus epoch at whose start the blob may vanish
 * @param expiresAt     when that epoch begins, at the earliest
 * @param goneAt        when it begins, at the latest
 * @param sellableUntil the moment before that epoch from which it is no longer sold
 * @param size          plain bytes
 * @param sha256        of the plain bytes, lower-case hex
 */
public record StoredBlob(
        String blobId,
        long endEpoch,
        Instant expiresAt,
        Instant goneAt,
        Instant sellableUntil,
        Optional<String> suiObjectId,
        long size,
        String sha256) {
    public StoredBlob {
        requireNonNull(blobId, "blobId must not be null");
        requireNonNull(expiresAt, "expiresAt must not be null");
        requireNonNull(goneAt, "goneAt must not be null");
        requireNonNull(sellableUntil, "sellableUntil must not be null");
        requireNonNull(suiObjectId, "suiObjectId must not be null");
        requireNonNull(sha256, "sha256 must not be null");
    }
}
