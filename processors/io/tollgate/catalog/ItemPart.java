package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One of the blobs that hold an item's bytes.
 *
 * @param number     counts from 0
 * @param blobId     the name Walrus gave it
 * @param size       plain bytes in it
 * @param storedSize bytes of the blob
 * @param sealHeader the first bytes of the blob, which say how the rest is sealed, so that a reader can begin anywhere;
 *                   empty when they have to be read from the blob, or when it is not sealed. No secret.
 * @param endEpoch   the Walrus epoch at whose start it may vanish
 */
public record ItemPart(
        int number, String blobId, long size, long storedSize, Optional<byte[]> sealHeader, long endEpoch) {
    public ItemPart {
        requireNonNull(blobId, "blobId must not be null");
        requireNonNull(sealHeader, "sealHeader must not be null");
        if (number < 0 || size < 0 || storedSize < size) {
            throw new IllegalArgumentException("a part has a number and is not smaller stored than plain");
        }
    }
}
