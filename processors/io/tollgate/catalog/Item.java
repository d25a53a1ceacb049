package io.tollgate.catalog;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file as the catalogue knows it, with its current terms. Everything here but the wrapped key may be shown.
 *
 * @param id                our own name of the item, {@code item_…}: payments, entitlements and keys hang on it
 * @param blobId            the name Walrus gave its stored bytes, as in the download URL
 * @param size              plain bytes
 * @param sha256            of the plain bytes, lower-case hex
 * @param sealed            true when Walrus holds it encrypted
 * @param wrappedKey        the sealing key, wrapped by the key-encryption key; empty when not sealed
 * @param network           the preferred one of {@link #networks()}
 * @param price             in millionths of a dollar; zero is free
 * @param termsVersion      counts up with each change of price, payTo or networks
 * @param endEpoch          the Walrus epoch at whose start the blob may vanish
 * @param sellableUntil     not sold from here on, although who has bought it may still fetch it
 * @param state             how far it has come; what was withdrawn or taken down says so instead
 * @param pricing           how the price was found
 * @param networks          the ones it is sold on; empty for all that the gateway sells on
 * @param entitlementWindow how long a buyer may fetch it
 * @param expiresAt         when {@code endEpoch} begins, at the earliest
 * @param parts             how many blobs hold its bytes; {@code blobId} names the only one, or the manifest of several
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
        State state,
        Pricing pricing,
        List<ChainId> networks,
        Duration entitlementWindow,
        Instant expiresAt,
        int parts) {

    /** How far an item has come. */
    public enum State {
        /** Its bytes are on their way to Walrus. */
        PENDING,
        /** Walrus has said that it holds them. */
        STORED,
        /** They were read back and opened. */
        READABLE,
        FOR_SALE,
        /** The seller does not sell it for the time being. */
        WITHDRAWN,
        /** Not sold any more, because its storage ends; buyers may still fetch it. */
        EXPIRING,
        /** Its storage has ended. */
        GONE,
        /** The operator must not serve it, to buyers neither. */
        TAKEN_DOWN,
        /** The seller had it deleted, and its key with it. */
        DELETED
    }

    /** The terms it is sold on now. */
    public ItemTerms terms() {
        return new ItemTerms(termsVersion, new SaleTerms(pricing, payTo, network, networks), price);
    }
}
