package io.tollgate.catalog;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.ChainId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file of the catalog, with its current terms. Everything in it but the wrapped key may be shown.
 *
 * @param id                {@code item_…}: payments, entitlements and keys refer to it
 * @param blobId            the name Walrus gave its stored bytes, as in the download URL
 * @param state             how far it has come; what was withdrawn or taken down says so instead
 * @param entitlementWindow how long a buyer may fetch it
 * @param parts             how many blobs hold its bytes; {@code blobId} names the only one, or the manifest of several
 */
public record Item(
        String id,
        String blobId,
        ItemText text,
        Content content,
        Seal seal,
        ItemTerms terms,
        Storage storage,
        Instant createdAt,
        State state,
        Duration entitlementWindow,
        int parts)
        implements Purchasable {

    /**
     * The file itself.
     *
     * @param size   plain bytes
     * @param sha256 of the plain bytes, lower-case hex
     */
    public record Content(String fileName, String contentType, long size, String sha256) {}

    /**
     * How Walrus holds it.
     *
     * @param sealed     true when encrypted
     * @param wrappedKey the sealing key, wrapped by the key-encryption key; empty when not sealed
     */
    public record Seal(boolean sealed, byte[] wrappedKey) {}

    /**
     * How long Walrus holds it.
     *
     * @param endEpoch      the Walrus epoch at whose start the blob may vanish
     * @param expiresAt     when that epoch begins, at the earliest
     * @param sellableUntil not sold from here on, although its buyers may still fetch it
     */
    public record Storage(long endEpoch, Instant expiresAt, Instant sellableUntil, Optional<String> suiObjectId) {}

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

    /** What has to be known to read its stored bytes. */
    public ReadableBlob readable() {
        return new ReadableBlob(id, content.size(), content.sha256(), seal.sealed(), seal.wrappedKey());
    }

    @Override
    public String fileName() {
        return content.fileName();
    }

    @Override
    public String contentType() {
        return content.contentType();
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public String sha256() {
        return content.sha256();
    }

    public boolean sealed() {
        return seal.sealed();
    }

    public long endEpoch() {
        return storage.endEpoch();
    }

    @Override
    public Instant expiresAt() {
        return storage.expiresAt();
    }

    @Override
    public Instant sellableUntil() {
        return storage.sellableUntil();
    }

    public Optional<String> suiObjectId() {
        return storage.suiObjectId();
    }

    public Address payTo() {
        return terms.requested().payTo();
    }

    /** The preferred one of {@link #networks()}. */
    public ChainId network() {
        return terms.requested().network();
    }

    /** The ones it is sold on; empty for all that the gateway sells on. */
    public List<ChainId> networks() {
        return terms.requested().networks();
    }

    /** How the price was found. */
    public Pricing pricing() {
        return terms.requested().pricing();
    }
}
