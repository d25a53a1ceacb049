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
 * Encrypts temporary files. The key exists only in this process, so files that a crash leaves behind cannot be read,
 * even with all other keys of the gateway.
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
            throw new IllegalStateException("could not generate a key", e);
        }
    }

    /** Returns a stream that encrypts what is written to it; the output is complete when the stream is closed. */
    public OutputStream encrypt(OutputStream out) throws IOException {
        try {
            return cipher.newEncryptingStream(out, NOTHING);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot encrypt", e);
        }
    }

    /** Returns the decrypted bytes of what this object encrypted. */
    public InputStream decrypt(InputStream in) throws IOException {
        try {
            return cipher.newDecryptingStream(in, NOTHING);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot decrypt", e);
        }
    }

    @Override
    public String toString() {
        return "SpoolCipher[hidden]";
    }
}
