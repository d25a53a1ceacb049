package io.tollgate.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and hashes the plain bytes of an upload as they are read, and enforces the size limit. */
final class MeteredStream extends FilterInputStream {
    private final PartSizes sizes;
    private final MessageDigest digest;
    private long count;

    /** @param sizes gives the maximum file size; one more byte is a 413 */
    MeteredStream(InputStream plain, PartSizes sizes) {
        super(plain);
        this.sizes = sizes;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            count += read;
            if (count > sizes.maxFileSize()) {
                throw sizes.tooLarge();
            }
            digest.update(target, offset, read);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    long count() {
        return count;
    }

    /** Returns the hash in lower-case hex; call it once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
