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

/**
 * A key-encryption key in a local file: a Tink AES-256-GCM keyset in JSON, as {@code tinkey} reads and writes it. The
 * file is as secret as everything that is for sale; without it no sealed item can be opened again.
 */
final class KekFile implements KeyEncryptionKey {
    private static final int FINGERPRINT_BYTES = 16;

    private final Path file;
    private final Aead aead;
    private final String fingerprint;

    private KekFile(Path file, Aead aead, String fingerprint) {
        this.file = file;
        this.aead = aead;
        this.fingerprint = fingerprint;
    }

    static KekFile open(Path file, boolean mayCreate) {
        try {
            if (Files.notExists(file)) {
                if (!mayCreate) {
                    throw new IllegalStateException("The key-encryption key " + file
                            + " is missing, but the database holds keys that only it can open: put it back.");
                }
                SecretFile.create(file, newKeyset());
            }
            return read(file);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The key-encryption key " + file + " cannot be read or made: " + e.getMessage() + ".", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The file " + file + " is no Tink keyset for AEAD.", e);
        }
    }

    private static byte[] newKeyset() throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        KeysetHandle keyset = KeysetHandle.generateNew(parameters, AeadConfig2026.get());
        return serialized(keyset).getBytes(StandardCharsets.UTF_8);
    }

    private static KekFile read(Path file) throws IOException, GeneralSecurityException {
        KeysetHandle keyset = TinkJsonProtoKeysetFormat.parseKeyset(
                Files.readString(file), AeadConfig2026.get(), InsecureSecretKeyAccess.get());
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(("tollgate-kek:" + serialized(keyset)).getBytes(StandardCharsets.UTF_8));
        return new KekFile(
                file,
                keyset.getPrimitive(AeadConfig2026.get(), Aead.class),
                "file-" + HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES));
    }

    private static String serialized(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    }

    @Override
    public Wrapped wrap(byte[] key, String purpose) throws GeneralSecurityException {
        return new Wrapped(aead.encrypt(key, purpose.getBytes(StandardCharsets.UTF_8)), fingerprint);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String purpose) throws GeneralSecurityException {
        return aead.decrypt(wrapped, purpose.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public String toString() {
        return "KekFile[" + file + ", " + fingerprint + ']';
    }
}
