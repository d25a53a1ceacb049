package io.tollgate.sealing;

import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import java.security.GeneralSecurityException;

/**
 * How plain bytes become sealed ones (Tink streaming AEAD, AES256_GCM_HKDF): a header of 40 bytes, then segments that
 * fill up to 64 KiB of sealed bytes each, the header counted into the first, with a tag of 16 bytes at the end of every
 * segment. An open stream holds one segment plain and one sealed, 128 KiB.
 */
final class Segments {
    /** Sealed bytes in a full segment. */
    static final int SEALED = 64 * 1024;

    private static final int KEY = 32;
    private static final int HEADER = 1 + KEY + 7;
    private static final int TAG = 16;

    /** Plain bytes in a full segment that is not the first. */
    private static final int PLAIN = SEALED - TAG;

    private Segments() {}

    static AesGcmHkdfStreamingParameters parameters() throws GeneralSecurityException {
        return AesGcmHkdfStreamingParameters.builder()
                .setKeySizeBytes(KEY)
                .setDerivedAesGcmKeySizeBytes(KEY)
                .setHkdfHashType(AesGcmHkdfStreamingParameters.HashType.SHA256)
                .setCiphertextSegmentSizeBytes(SEALED)
                .build();
    }

    /** Even an empty file has one segment. */
    static long sealedLength(long plain) {
        if (plain < 0) {
            throw new IllegalArgumentException("length must not be negative");
        }
        long segments = Math.max(1, Math.ceilDiv(HEADER + plain, (long) PLAIN));
        return HEADER + plain + segments * TAG;
    }
}
