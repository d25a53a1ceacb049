package io.tollgate.catalog;

import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;
import io.tollgate.money.ChainId;
import java.time.Instant;
import java.util.Optional;

/**
 * A file as the catalogue knows it, with its current terms. Everything here but the wrapped key may be shown.
 *
 * @param id            our own name of the item, {@code item_…}: payments, entitlements and keys hang on it
 * @param blobId        the name Walrus gave its stored bytes, as in the download URL
 * @param size          plain bytes
 * @param sha256        of the plain bytes, lower-case hex
 * @param sealed        true when Walrus holds it encrypted
 * @param wrappedKey    the sealing key, wrapped by the key-encryption key; empty when not sealed
 * @param price         in atomic units of the network's stablecoin; zero is free
 * @param termsVersion  counts up with each change of price, payTo or network
 * @param endEpoch      the Walrus epoch at whose start the blob may vanish
 * @param sellableUntil not sold from here on, although who has bought it may still fetch it
 */
public record Item(
        String id,
        String blobId,
        String title,
        String description,
        String fileName,
        String contentType,
        long size,
        String sha256,
        boolean sealed,
        byte[] wrappedKey,
        Address payTo,
        ChainId network,
        AtomicAmount price,
        int termsVersion,
        long endEpoch,
        Instant sellableUntil,
        Optional<String> suiObjectId,
        Instant createdAt,
        State state) {

    /** How far an item has come. */
    public enum State {
        PENDING,
        FOR_SALE
    }
}
