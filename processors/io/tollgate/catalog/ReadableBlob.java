package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

/**
 * What has to be known of an item to read its stored bytes.
 *
 * @param itemId     what the key is bound to
 * @param size       plain bytes
 * @param sha256     of the plain bytes, lower-case hex; empty where it is not known yet
 * @param sealed     true when Walrus holds it encrypted
 * @param wrappedKey the sealing key, wrapped by the key-encryption key; empty when not sealed
 */
public record ReadableBlob(String itemId, long size, String sha256, boolean sealed, byte[] wrappedKey) {
    public ReadableBlob {
        requireNonNull(itemId, "itemId must not be null");
        requireNonNull(sha256, "sha256 must not be null");
        requireNonNull(wrappedKey, "wrappedKey must not be null");
    }
}
