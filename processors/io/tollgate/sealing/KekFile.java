package io.tollgate.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A key-encryption key in a local file: a Tink AES-256-GCM keyset in JSON, the format of {@code tinkey}. The file is as
 * confidential as all items together, and without it no sealed item can be opened. During a rotation it holds two keys;
 * the primary one wraps.
 */
final class KekFile implements KeyEncryptionKey {
    private static final int FINGERPRINT_BYTES = 16;

    private final Path file;
    private volatile Keyset keys;

    private KekFile(Path file, Keyset keys) {
        this.file = file;
        this.keys = keys;
    }

    /** @param handle all keys of the file */
    private record Keyset(KeysetHandle handle, Aead aead, String primary, Set<String> all) {
        static Keyset of(KeysetHandle handle) throws GeneralSecurityException {
            Set<String> all = new LinkedHashSet<>();
            for (int i = 0; i < handle.size(); i++) {
                all.add(fingerprint(handle.getAt(i)));
            }
            return new Keyset(
                    handle,
                    handle.getPrimitive(AeadConfig2026.get(), Aead.class),
                    fingerprint(handle.getPrimary()),
                    Set.copyOf(all));
        }

        /** The fingerprint of the keyset with this key only, so that adding a second key does not change it. */
        private static String fingerprint(KeysetHandle.Entry entry) throws GeneralSecurityException {
            KeysetHandle single = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(entry.getKey())
                            .withFixedId(entry.getId())
                            .makePrimary())
                    .build();
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("tollgate-kek:" + serialized(single)).getBytes(StandardCharsets.UTF_8));
            return "file-" + HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        }
    }

    static KekFile open(Path file, boolean mayCreate) {
        try {
            if (Files.notExists(file)) {
                if (!mayCreate) {
                    throw new IllegalStateException("The key-encryption key " + file
                            + " is missing, but the database holds keys that only it can unwrap: restore the file.");
                }
                SecretFile.create(file, bytes(KeysetHandle.generateNew(parameters(), AeadConfig2026.get())));
            }
            return new KekFile(file, read(file));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The key-encryption key " + file + " cannot be read or created: " + e.getMessage() + ".", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The file " + file + " is not a Tink keyset for AEAD.", e);
        }
    }

    private static AesGcmParameters parameters() throws GeneralSecurityException {
        return AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
    }

    private static Keyset read(Path file) throws IOException, GeneralSecurityException {
        return Keyset.of(TinkJsonProtoKeysetFormat.parseKeyset(
                Files.readString(file), AeadConfig2026.get(), InsecureSecretKeyAccess.get()));
    }

    private static byte[] bytes(KeysetHandle keyset) throws GeneralSecurityException {
        return serialized(keyset).getBytes(StandardCharsets.UTF_8);
    }

    private static String serialized(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    }

    @Override
    public Wrapped wrap(byte[] key, String purpose) throws GeneralSecurityException {
        Keyset current = keys;
        return new Wrapped(current.aead().encrypt(key, purpose.getBytes(StandardCharsets.UTF_8)), current.primary());
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String purpose) throws GeneralSecurityException {
        byte[] associatedData = purpose.getBytes(StandardCharsets.UTF_8);
        Keyset current = keys;
        try {
            return current.aead().decrypt(wrapped, associatedData);
        } catch (GeneralSecurityException e) {
            if (reloadIfNewer(current)) {
                return keys.aead().decrypt(wrapped, associatedData);
            }
            throw e;
        }
    }

    /** Another instance with the same file may have added a key. A file without a new key changes nothing here. */
    private synchronized boolean reloadIfNewer(Keyset used) {
        try {
            if (keys != used) {
                return true;
            }
            Keyset read = read(file);
            if (used.all().containsAll(read.all())) {
                return false;
            }
            keys = read;
            return true;
        } catch (IOException | GeneralSecurityException e) {
            return false; // the file is not readable now; the keys in memory stay in use
        }
    }

    @Override
    public String fingerprint() {
        return keys.primary();
    }

    @Override
    public Set<String> acceptedFingerprints() {
        return keys.all();
    }

    /** Writes the new key to disk beside the old one before it wraps anything. */
    @Override
    public synchronized boolean renew() {
        try {
            Keyset read = read(file);
            if (!read.primary().equals(keys.primary())) {
                keys = read; // another instance has renewed the key already
                return true;
            }
            KeysetHandle.Entry created =
                    KeysetHandle.generateNew(parameters(), AeadConfig2026.get()).getPrimary();
            KeysetHandle extended = KeysetHandle.newBuilder(read.handle())
                    .addEntry(KeysetHandle.importKey(created.getKey())
                            .withFixedId(created.getId())
                            .makePrimary())
                    .build();
            Keyset next = Keyset.of(extended);
            SecretFile.replace(file, bytes(extended));
            keys = next;
            return true;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Could not create a new key in " + file + ": " + e.getMessage() + ".", e);
        }
    }

    @Override
    public synchronized boolean reload() {
        try {
            Keyset read = read(file);
            boolean changed =
                    !read.primary().equals(keys.primary()) || !read.all().equals(keys.all());
            keys = read;
            return changed;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The key-encryption key " + file + " cannot be read again.", e);
        }
    }

    /** The keys in memory stay, so that this process can still unwrap what an older key wrapped shortly before. */
    @Override
    public synchronized Set<String> retire() {
        try {
            Keyset read = read(file);
            KeysetHandle.Builder remaining = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(read.handle().getPrimary().getKey())
                            .withFixedId(read.handle().getPrimary().getId())
                            .makePrimary());
            Set<String> retired = new LinkedHashSet<>(read.all());
            retired.remove(read.primary());
            if (!retired.isEmpty()) {
                SecretFile.replace(file, bytes(remaining.build()));
            }
            return retired;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Could not remove old keys from " + file + ".", e);
        }
    }

    @Override
    public String toString() {
        return "KekFile[" + file + ", " + keys.primary() + ']';
    }
}
