package io.tollgate.walrus.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes of an unsealed file, verified against its hash. The last bytes are released only when the whole file has
 * the hash that was computed when it was stored, so that a client never receives a complete but wrong file.
 */
public final class Sha256Checked extends FilterInputStream {
    /** Number of bytes that are withheld until the hash is verified. */
    private static final int WITHHELD = 16 * 1024;

    private final MessageDigest digest;
    private final byte[] expected;
    private long unrestricted;
    private byte[] tail;
    private int tailPosition;

    /**
     * @param sha256 hash of all bytes, in hex
     * @param size number of bytes
     */
    public Sha256Checked(InputStream bytes, String sha256, long size) {
        super(bytes);
        this.expected = HexFormat.of().parseHex(sha256);
        this.unrestricted = Math.max(0, size - WITHHELD);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (unrestricted > 0) {
            int count = in.read(target, offset, (int) Math.min(length, unrestricted));
            if (count < 0) {
                throw new IOException("the file ended early");
            }
            digest.update(target, offset, count);
            unrestricted -= count;
            return count;
        }
        if (tail == null) {
            tail = readTail();
        }
        int count = Math.min(length, tail.length - tailPosition);
        System.arraycopy(tail, tailPosition, target, offset, count);
        tailPosition += count;
        return count == 0 ? -1 : count;
    }

    private byte[] readTail() throws IOException {
        byte[] rest = in.readNBytes(WITHHELD + 1);
        if (!Arrays.equals(digest.digest(rest), expected)) {
            throw new IOException("these are not the bytes that were stored");
        }
        return rest;
    }

    /** Skips by reading, because the hash needs every byte. */
    @Override
    public long skip(long count) throws IOException {
        byte[] unwanted = new byte[(int) Math.clamp(count, 0, WITHHELD)];
        return Math.max(0, read(unwanted, 0, unwanted.length));
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
