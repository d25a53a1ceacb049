package io.tollgate.upload;

import io.tollgate.http.server.Problem;

/**
 * How files are split.
 *
 * @param plain    plain bytes of a full part; sealed, it fits the publisher's largest body
 * @param stored   size of the publisher's largest body, in bytes
 * @param maxFileSize maximum size of one file, in plain bytes
 */
public record PartSizes(long plain, long stored, long maxFileSize) {
    /** Limits the size of the manifest; 64 Ki parts of 10 MiB are 640 GiB. */
    private static final long MAX_PARTS = 64 * 1024;

    /**
     * @param plain    plain bytes that fit one part
     * @param stored   the publisher's limit
     * @param maxFile  the operator's limit
     */
    public static PartSizes of(long plain, long stored, long maxFile) {
        long listable = (plain - Manifest.BASE_BYTES) / Manifest.BYTES_PER_PART;
        long parts = Math.clamp(listable, 1, MAX_PARTS);
        long maximum = Math.multiplyHigh(plain, parts) == 0 && plain * parts > 0 ? plain * parts : Long.MAX_VALUE;
        return new PartSizes(plain, stored, Math.min(maxFile, maximum));
    }

    /** Number of parts for this number of bytes; an empty file has one. */
    public int count(long bytes) {
        return Math.toIntExact(Math.max(1, Math.ceilDiv(bytes, plain)));
    }

    /** Size of one part of a file, in plain bytes. */
    public long of(int part, long bytes) {
        return Math.min(plain, bytes - part * plain);
    }

    Problem tooLarge() {
        return Problem.of(413, "too_large", "a file of at most " + maxFileSize + " bytes can be stored here")
                .limit(maxFileSize);
    }
}
