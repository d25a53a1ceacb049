package io.tollgate.upload;

import io.tollgate.http.server.Problem;

/**
 * How files are cut.
 *
 * @param plain    plain bytes of a full part; sealed it is as long as the publisher's largest body, or a little shorter
 * @param stored   bytes of the publisher's largest body
 * @param maxFileSize  most plain bytes of one file
 */
public record PartSizes(long plain, long stored, long maxFileSize) {
    /** Beyond so many parts the list of them gets unwieldy; 64 Ki parts of 10 MiB are 640 GiB. */
    private static final long MAX_PARTS = 64 * 1024;

    /**
     * @param plain    what fits one part
     * @param stored   what the publisher takes
     * @param maxFile  the operator's limit
     */
    public static PartSizes of(long plain, long stored, long maxFile) {
        long listed = (plain - Manifest.BASE_BYTES) / Manifest.BYTES_PER_PART;
        long parts = Math.clamp(listed, 1, MAX_PARTS);
        long most = Math.multiplyHigh(plain, parts) == 0 && plain * parts > 0 ? plain * parts : Long.MAX_VALUE;
        return new PartSizes(plain, stored, Math.min(maxFile, most));
    }

    /** How many parts so many bytes are; an empty file is one. */
    public int count(long bytes) {
        return Math.toIntExact(Math.max(1, Math.ceilDiv(bytes, plain)));
    }

    /** Plain bytes of one part of a file. */
    public long of(int part, long bytes) {
        return Math.min(plain, bytes - part * plain);
    }

    Problem tooLarge() {
        return Problem.of(413, "too_large", "a file of at most " + maxFileSize + " bytes can be stored here")
                .limit(maxFileSize);
    }
}
