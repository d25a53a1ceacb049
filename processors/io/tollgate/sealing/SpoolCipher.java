package io.tollgate.sealing;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig2026;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/**
 * Seals what has to lie on the disk for a while. The key exists in this process only, so what a crash leaves behind is
 * noise, also to whoever has every other key of the house.
 */
public final class SpoolCipher {
    private static final byte[] NOTHING = new byte[0];

    private final StreamingAead cipher;

    public SpoolCipher() {
        try {
            KeysetHandle keyset = KeysetHandle.generateNew(Segments.parameters(), StreamingAeadConfig2026.get());
            cipher = AesGcmHkdfStreaming.create(
                    (AesGcmHkdfStreamingKey) keyset.getPrimary().getKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key could be made", e);
        }
    }

    /** What is written is sealed on its way; it is whole once the stream is closed. */
    public OutputStream encrypt(OutputStream out) throws IOException {
        try {
            return cipher.newEncryptingStream(out, NOTHING);
        } catch (GeneralSecurityException e) {
            throw new IOException("nothing can be sealed", e);
        }
    }

    /** Opens what this very object sealed. */
    public InputStream decrypt(InputStream in) throws IOException {
        try {
            return cipher.newDecryptingStream(in, NOTHING);
        } catch (GeneralSecurityException e) {
            throw new IOException("nothing can be opened", e);
        }
    }

    @Override
    public String toString() {
        return "SpoolCipher[hidden]";
    }
}
