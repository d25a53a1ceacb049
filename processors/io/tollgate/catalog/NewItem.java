package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What is known of an item before its bytes are stored. Text longer than its column is refused with
 * {@link IllegalArgumentException} in words an uploader understands.
 *
 * @param id              from {@link Catalog#newId()}; the sealing key is made for it
 * @param fileName        at most 255 characters
 * @param wrappedKey      empty when not sealed
 * @param kekFingerprint  of the key-encryption key that wrapped the key; empty when not sealed
 * @param entitlementWindow how long a buyer may fetch it; never changed afterwards, because buyers rely on it
 * @param sellerTokenHash {@link SellerToken#hash()} of the token that the seller is shown
 */
public record NewItem(
        String id,
        ItemText text,
        String fileName,
        String contentType,
        boolean sealed,
        byte[] wrappedKey,
        SaleTerms terms,
        Duration entitlementWindow,
        String sellerTokenHash,
        String kekFingerprint) {
    public NewItem {
        requireNonNull(id, "id must not be null");
        requireNonNull(text, "text must not be null");
        atMost(fileName, "file name", 255);
        atMost(contentType, "content type", 255);
        requireNonNull(terms, "terms must not be null");
        requireNonNull(entitlementWindow, "entitlementWindow must not be null");
        requireNonNull(sellerTokenHash, "sellerTokenHash must not be null");
        requireNonNull(kekFingerprint, "kekFingerprint must not be null");
        if (sealed == (wrappedKey.length == 0)) {
            throw new IllegalArgumentException("a sealed item has a wrapped key, an unsealed one has none");
        }
    }

    private static void atMost(String text, String name, int most) {
        requireNonNull(text, name + " must not be null");
        if (text.length() > most) {
            throw new IllegalArgumentException(name + " must be at most " + most + " characters");
        }
    }
}
