package io.tollgate.sealing;

import static java.util.Objects.requireNonNull;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig2026;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.tollgate.catalog.ItemPart;
import io.tollgate.catalog.ReadableBlob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Seals files so that what Walrus holds is noise to everybody, and opens them for whoever has an entitlement. Each item
 * has a keyset of its own, wrapped by the key-encryption key; item and part are authenticated with every byte, so that
 * sealed bytes fit nowhere but where they were made for.
 */
public final class Sealing {
    private final KeyEncryptionKey kek;

    public Sealing(KeyEncryptionKey kek) {
        this.kek = requireNonNull(kek, "kek must not be null");
    }

    /** A fresh key for one item. */
    public SealedKey newKey(String itemId) {
        try {
            KeysetHandle keyset = KeysetHandle.generateNew(Segments.parameters(), StreamingAeadConfig2026.get());
            byte[] plain = TinkProtoKeysetFormat.serializeKeyset(
                    keyset, InsecureSecretKeyAccess.get(), StreamingAeadConfig2026.get());
            KeyEncryptionKey.Wrapped wrapped = kek.wrap(plain, purpose(itemId));
            return new SealedKey(wrapped.bytes(), wrapped.fingerprint());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key could be made", e);
        }
    }

    /**
     * The same key, wrapped by the key-encryption key that wraps now.
     *
     * @throws IOException when the key does not belong to this item, or its key-encryption key is not known here
     */
    public SealedKey rewrap(String itemId, byte[] wrapped) throws IOException {
        try {
            KeyEncryptionKey.Wrapped anew = kek.wrap(kek.unwrap(wrapped, purpose(itemId)), purpose(itemId));
            return new SealedKey(anew.bytes(), anew.fingerprint());
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of " + itemId + " cannot be wrapped anew: " + e.getMessage(), e);
        }
    }

    /** The key as it has to be written down now: a change of the key-encryption key may have overtaken the upload. */
    public SealedKey rewrapIfOutdated(String itemId, SealedKey key) throws IOException {
        return key.kekFingerprint().equals(kek.fingerprint()) ? key : rewrap(itemId, key.wrapped());
    }

    /**
     * The sealed bytes of one part, made as they are read. When the plain stream fails, the sealed one fails as well, and
     * goes on failing: it never ends early as if it were whole. Closing it closes the plain stream.
     *
     * @param part counts from 0
     * @throws IOException when the key does not belong to this item or to this key-encryption key
     */
    public InputStream seal(byte[] wrapped, String itemId, int part, InputStream plain) throws IOException {
        try {
            return new SealingStream(cipher(wrapped, itemId), partAssociatedData(itemId, part), plain);
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of " + itemId + " cannot be used", e);
        }
    }

    /** How many bytes a part of so many plain bytes is once sealed, exactly. */
    public long sealedLength(long plain) {
        return Segments.sealedLength(plain);
    }

    /** The most plain bytes that a part may have whose sealed form must not be longer than the given length. */
    public long plainLength(long sealed) {
        return Segments.plainLength(sealed);
    }

    /** How many of a part's first stored bytes are {@link ItemPart#sealHeader()}. */
    public int headerLength() {
        return Segments.HEADER;
    }

    /**
     * An item as Walrus holds it, ready to be proved and opened. An item that is not sealed comes in the same form and
     * demands the same entitlement. Nothing is read yet.
     *
     * @param parts all of the item's, in their order
     * @throws IOException when the item's key cannot be unwrapped
     */
    public SealedBlob open(ReadableBlob item, List<ItemPart> parts, StoredParts stored) throws IOException {
        if (!item.sealed()) {
            return new SealedBlob(
                    item.itemId(), new MultipartBytes(parts, item.size(), part -> new UnsealedPart(part, stored)));
        }
        try {
            AesGcmHkdfStreaming cipher = cipher(item.wrappedKey(), item.itemId());
            return new SealedBlob(
                    item.itemId(),
                    new MultipartBytes(
                            parts,
                            item.size(),
                            part -> new SealedPart(part, cipher, partAssociatedData(item.itemId(), part.number()), stored)));
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of " + item.itemId() + " cannot be used", e);
        }
    }

    /** Seals the list of an item's parts, which no part of any item can be taken for. */
    public byte[] sealManifest(byte[] wrapped, String itemId, byte[] manifest) throws IOException {
        try (InputStream sealed =
                new SealingStream(cipher(wrapped, itemId), manifestAssociatedData(itemId), new ByteArrayInputStream(manifest))) {
            return sealed.readAllBytes();
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of " + itemId + " cannot be used", e);
        }
    }

    /** Opens what {@link #sealManifest} sealed. */
    byte[] openManifest(byte[] wrapped, String itemId, byte[] sealed) throws IOException {
        try (InputStream manifest =
                cipher(wrapped, itemId).newDecryptingStream(new ByteArrayInputStream(sealed), manifestAssociatedData(itemId))) {
            return manifest.readAllBytes();
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of " + itemId + " cannot be used", e);
        }
    }

    /** The cipher itself, without Tink's keyset wrapper, which would buffer every stream once more. */
    private AesGcmHkdfStreaming cipher(byte[] wrapped, String itemId) throws GeneralSecurityException {
        KeysetHandle keyset = TinkProtoKeysetFormat.parseKeyset(
                kek.unwrap(wrapped, purpose(itemId)), InsecureSecretKeyAccess.get(), StreamingAeadConfig2026.get());
        if (keyset.getPrimary().getKey() instanceof AesGcmHkdfStreamingKey key) {
            return (AesGcmHkdfStreaming) AesGcmHkdfStreaming.create(key);
        }
        throw new GeneralSecurityException("not a key of AES-GCM-HKDF streaming");
    }

    private static String purpose(String itemId) {
        return "tollgate:item-key:" + itemId;
    }

    private static byte[] partAssociatedData(String itemId, int part) {
        return ("tollgate:part:" + itemId + ':' + part).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] manifestAssociatedData(String itemId) {
        return ("tollgate:manifest:" + itemId).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Sealing[" + kek.fingerprint() + ']';
    }
}
