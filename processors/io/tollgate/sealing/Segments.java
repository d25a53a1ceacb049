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

    /** Bytes in front of the first segment. */
    static final int HEADER = 1 + KEY + 7;

    private static final int TAG = 16;

    /** Plain bytes in a full segment that is not the first. */
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

    /** How many segments so many plain bytes are; even an empty file has one. */
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
     * The most plain bytes whose sealed form is no longer than the given length.
     *
     * @param sealed at least 56, which is what an empty file becomes
     */
    static long plainLength(long sealed) {
        long plain = sealed - HEADER - Math.ceilDiv(sealed, (long) SEALED) * TAG;
        if (plain < 0) {
            throw new IllegalArgumentException("nothing can be sealed into " + sealed + " bytes");
        }
        return plain;
    }

    /** The segment that holds a plain byte. */
    static long of(long plainPosition) {
        return (HEADER + plainPosition) / PLAIN;
    }

    /** The first plain byte of a segment. */
    static long plainStart(long segment) {
        return segment == 0 ? 0 : segment * PLAIN - HEADER;
    }

    /** Where a segment begins among the sealed bytes; the first one begins with the header. */
    static long sealedStart(long segment) {
        return segment * SEALED;
    }

    /** Where a segment ends among the sealed bytes of a part, exclusive. */
    static long sealedEnd(long segment, long sealedLength) {
        return Math.min(sealedLength, (segment + 1) * SEALED);
    }
}
