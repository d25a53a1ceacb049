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
 * A key-encryption key in a local file: a Tink AES-256-GCM keyset in JSON, as {@code tinkey} reads and writes it. The
 * file is as secret as everything that is for sale; without it no sealed item can be opened again. While keys are being
 * wrapped anew it holds two keys, of which the primary one wraps.
 */
final class KekFile implements KeyEncryptionKey {
    private static final int FINGERPRINT_BYTES = 16;

    private final Path file;
    private volatile Keyset keys;

    private KekFile(Path file, Keyset keys) {
        this.file = file;
        this.keys = keys;
    }

    /** @param handle every key of the file */
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

        /** Of the keyset that has no other key: what the file said before it got its second one. */
        private static String fingerprint(KeysetHandle.Entry entry) throws GeneralSecurityException {
            KeysetHandle alone = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(entry.getKey())
                            .withFixedId(entry.getId())
                            .makePrimary())
                    .build();
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("tollgate-kek:" + serialized(alone)).getBytes(StandardCharsets.UTF_8));
            return "file-" + HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        }
    }

    static KekFile open(Path file, boolean mayCreate) {
        try {
            if (Files.notExists(file)) {
                if (!mayCreate) {
                    throw new IllegalStateException("The key-encryption key " + file
                            + " is missing, but the database holds keys that only it can open: put it back.");
                }
                SecretFile.create(file, bytes(KeysetHandle.generateNew(parameters(), AeadConfig2026.get())));
            }
            return new KekFile(file, read(file));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The key-encryption key " + file + " cannot be read or made: " + e.getMessage() + ".", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The file " + file + " is no Tink keyset for AEAD.", e);
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
        Keyset now = keys;
        return new Wrapped(now.aead().encrypt(key, purpose.getBytes(StandardCharsets.UTF_8)), now.primary());
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String purpose) throws GeneralSecurityException {
        byte[] bound = purpose.getBytes(StandardCharsets.UTF_8);
        Keyset now = keys;
        try {
            return now.aead().decrypt(wrapped, bound);
        } catch (GeneralSecurityException e) {
            if (reloadIfNewer(now)) {
                return keys.aead().decrypt(wrapped, bound);
            }
            throw e;
        }
    }

    /** Another instance with the same file may have made a new key in it. What only this one knows it goes on knowing. */
    private synchronized boolean reloadIfNewer(Keyset known) {
        try {
            if (keys != known) {
                return true;
            }
            Keyset found = read(file);
            if (known.all().containsAll(found.all())) {
                return false;
            }
            keys = found;
            return true;
        } catch (IOException | GeneralSecurityException e) {
            return false; // the file is not readable now; what was read from it holds
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

    /** The new key lies on the disk, beside the old one, before it wraps anything. */
    @Override
    public synchronized boolean renew() {
        try {
            Keyset found = read(file);
            if (!found.primary().equals(keys.primary())) {
                keys = found; // another instance was faster
                return true;
            }
            KeysetHandle.Entry made =
                    KeysetHandle.generateNew(parameters(), AeadConfig2026.get()).getPrimary();
            KeysetHandle both = KeysetHandle.newBuilder(found.handle())
                    .addEntry(KeysetHandle.importKey(made.getKey())
                            .withFixedId(made.getId())
                            .makePrimary())
                    .build();
            Keyset next = Keyset.of(both);
            SecretFile.replace(file, bytes(both));
            keys = next;
            return true;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("No new key could be made in " + file + ": " + e.getMessage() + ".", e);
        }
    }

    @Override
    public synchronized boolean reload() {
        try {
            Keyset found = read(file);
            boolean changed =
                    !found.primary().equals(keys.primary()) || !found.all().equals(keys.all());
            keys = found;
            return changed;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The key-encryption key " + file + " cannot be read again.", e);
        }
    }

    /** What was wrapped in this process by an older key, and is on its way still, can be unwrapped until it ends. */
    @Override
    public synchronized Set<String> retire() {
        try {
            Keyset found = read(file);
            KeysetHandle.Builder kept = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(found.handle().getPrimary().getKey())
                            .withFixedId(found.handle().getPrimary().getId())
                            .makePrimary());
            Set<String> gone = new LinkedHashSet<>(found.all());
            gone.remove(found.primary());
            if (!gone.isEmpty()) {
                SecretFile.replace(file, bytes(kept.build()));
            }
            return gone;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Old keys could not be taken out of " + file + ".", e);
        }
    }

    @Override
    public String toString() {
        return "KekFile[" + file + ", " + keys.primary() + ']';
    }
}
