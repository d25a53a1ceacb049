package io.tollgate.sealing;

import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import java.security.GeneralSecurityException;

/**
 * The layout of sealed bytes (Tink streaming AEAD, AES256_GCM_HKDF): a header of 40 bytes, then segments of up to 64
 * KiB of sealed bytes. The header counts towards the first segment, and every segment ends with a tag of 16 bytes. An
 * open stream holds one plain and one sealed segment, 128 KiB.
 */
final class Segments {
    /** Sealed size of a full segment, in bytes. */
    static final int SEALED = 64 * 1024;

    private static final int KEY = 32;

    /** Size of the header before the first segment, in bytes. */
    static final int HEADER = 1 + KEY + 7;

    private static final int TAG = 16;

    /** Plain size of a full segment other than the first, in bytes. */
    static final int PLAIN = SEALED - TAG;

    private Segments() {}

    static AesGcmHkdfStreamingParameters parameters() throws GeneralSecurityException {
        return AesGcmHkdfStreamingParameters.builder()
                .setKeySizeBytes(KEY)
                .setDerivedAesGcmKeySizeBytes(KEY)
                .setHkdfHashType(AesGcmHkdfStreamingParameters.HashType.SHA256)
                .setCiphertextSegmentSizeBytes(SEALED)
                .build();
    }

    /** Number of segments for this number of plain bytes; an empty file has one. */
    static long count(long plain) {
        return Math.max(1, Math.ceilDiv(HEADER + plain, (long) PLAIN));
    }

    static long sealedLength(long plain) {
        if (plain < 0) {
            throw new IllegalArgumentException("length must not be negative");
        }
        return HEADER + plain + count(plain) * TAG;
    }

    /**
     * Returns the maximum number of plain bytes whose sealed form does not exceed the given length.
     *
     * @param sealed at least 56, the sealed size of an empty file
     */
    static long plainLength(long sealed) {
        long plain = sealed - HEADER - Math.ceilDiv(sealed, (long) SEALED) * TAG;
        if (plain < 0) {
            throw new IllegalArgumentException(sealed + " bytes are too few for a sealed file");
        }
        return plain;
    }

    /** Number of the segment that holds a plain byte. */
    static long of(long plainPosition) {
        return (HEADER + plainPosition) / PLAIN;
    }

    /** Offset of the first plain byte of a segment. */
    static long plainStart(long segment) {
        return segment == 0 ? 0 : segment * PLAIN - HEADER;
    }

    /** Offset of a segment in the sealed bytes; the first one starts with the header. */
    static long sealedStart(long segment) {
        return segment * SEALED;
    }

    /** End offset of a segment in the sealed bytes of a part, exclusive. */
    static long sealedEnd(long segment, long sealedLength) {
        return Math.min(sealedLength, (segment + 1) * SEALED);
    }
}
