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
 * Seals files so that Walrus stores only ciphertext, and opens them for a holder of an entitlement. Each item has its
 * own keyset, wrapped by the key-encryption key. Item and part number are authenticated with every byte, so that sealed
 * bytes are valid only in their own place.
 */
public final class Sealing {
    private final KeyEncryptionKey kek;

    public Sealing(KeyEncryptionKey kek) {
        this.kek = requireNonNull(kek, "kek must not be null");
    }

    /** Creates the key of a new item. */
    public SealedKey newKey(String itemId) {
        try {
            KeysetHandle keyset = KeysetHandle.generateNew(Segments.parameters(), StreamingAeadConfig2026.get());
            byte[] plain = TinkProtoKeysetFormat.serializeKeyset(
                    keyset, InsecureSecretKeyAccess.get(), StreamingAeadConfig2026.get());
            KeyEncryptionKey.Wrapped wrapped = kek.wrap(plain, purpose(itemId));
            return new SealedKey(wrapped.bytes(), wrapped.fingerprint());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not generate a key", e);
        }
    }

    /**
     * Wraps a key with the current key-encryption key.
     *
     * @throws IOException when the key does not belong to this item, or when its key-encryption key is not available
     *     here
     */
    public SealedKey rewrap(String itemId, byte[] wrapped) throws IOException {
        try {
            KeyEncryptionKey.Wrapped rewrapped = kek.wrap(kek.unwrap(wrapped, purpose(itemId)), purpose(itemId));
            return new SealedKey(rewrapped.bytes(), rewrapped.fingerprint());
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of " + itemId + " cannot be rewrapped: " + e.getMessage(), e);
        }
    }

    /** Returns the key wrapped by the current key-encryption key, which may have changed during the upload. */
    public SealedKey rewrapIfOutdated(String itemId, SealedKey key) throws IOException {
        return key.kekFingerprint().equals(kek.fingerprint()) ? key : rewrap(itemId, key.wrapped());
    }

    /**
     * Returns the sealed bytes of one part; they are produced as they are read. When the plain stream fails, the sealed
     * one fails as well and keeps failing, so that it never appears complete. Closing it closes the plain stream.
     *
     * @param part part number, from 0
     * @throws IOException when the key does not belong to this item or to this key-encryption key
     */
    public InputStream seal(byte[] wrapped, String itemId, int part, InputStream plain) throws IOException {
        try {
            return new SealingStream(cipher(wrapped, itemId), partAssociatedData(itemId, part), plain);
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of " + itemId + " cannot be used", e);
        }
    }

    /** Returns the exact sealed size of a part with this number of plain bytes. */
    public long sealedLength(long plain) {
        return Segments.sealedLength(plain);
    }

    /** Returns the maximum number of plain bytes of a part whose sealed form must not exceed the given length. */
    public long plainLength(long sealed) {
        return Segments.plainLength(sealed);
    }

    /** Length of {@link ItemPart#sealHeader()}, the first stored bytes of a part. */
    public int headerLength() {
        return Segments.HEADER;
    }

    /**
     * Returns the stored bytes of an item, ready to be verified and opened; reads nothing yet. An unsealed item has the
     * same form and requires the same entitlement.
     *
     * @param parts all parts of the item, in order
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
                            part -> new SealedPart(
                                    part, cipher, partAssociatedData(item.itemId(), part.number()), stored)));
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of " + item.itemId() + " cannot be used", e);
        }
    }

    /** Seals the list of an item's parts. Its associated data differs from that of every part. */
    public byte[] sealManifest(byte[] wrapped, String itemId, byte[] manifest) throws IOException {
        try (InputStream sealed = new SealingStream(
                cipher(wrapped, itemId), manifestAssociatedData(itemId), new ByteArrayInputStream(manifest))) {
            return sealed.readAllBytes();
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of " + itemId + " cannot be used", e);
        }
    }

    /** Opens a manifest that {@link #sealManifest} sealed. */
    byte[] openManifest(byte[] wrapped, String itemId, byte[] sealed) throws IOException {
        try (InputStream manifest = cipher(wrapped, itemId)
                .newDecryptingStream(new ByteArrayInputStream(sealed), manifestAssociatedData(itemId))) {
            return manifest.readAllBytes();
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of " + itemId + " cannot be used", e);
        }
    }

    /** Returns the cipher without Tink's keyset wrapper, which would buffer every stream once more. */
    private AesGcmHkdfStreaming cipher(byte[] wrapped, String itemId) throws GeneralSecurityException {
        KeysetHandle keyset = TinkProtoKeysetFormat.parseKeyset(
                kek.unwrap(wrapped, purpose(itemId)), InsecureSecretKeyAccess.get(), StreamingAeadConfig2026.get());
        if (keyset.getPrimary().getKey() instanceof AesGcmHkdfStreamingKey key) {
            return (AesGcmHkdfStreaming) AesGcmHkdfStreaming.create(key);
        }
        throw new GeneralSecurityException("not an AES-GCM-HKDF streaming key");
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
