package io.tollgate.dev.walrus;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Reads a range of a stored file and applies the faults: breaks off, falsifies bytes, or slows down. */
final class SliceStream extends FilterInputStream {
    private static final int BURSTS_PER_SECOND = 10;

    private final DevAnswer.Slice slice;
    private final StreamFaults faults;
    private long read;

    private SliceStream(InputStream in, DevAnswer.Slice slice) {
        super(in);
        this.slice = slice;
        this.faults = slice.faults();
    }

    static InputStream open(DevAnswer.Slice slice) throws IOException {
        FileChannel channel = FileChannel.open(slice.file(), StandardOpenOption.READ);
        try {
            return new SliceStream(Channels.newInputStream(channel.position(slice.offset())), slice);
        } catch (IOException e) {
            channel.close();
            throw e;
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
        long remaining = slice.length() - read;
        if (isCut()) {
            remaining = faults.cutAfter() - read;
            if (remaining <= 0) {
                throw new ConnectionBroken(faults.cutAfter());
            }
        }
        if (remaining <= 0) {
            return -1;
        }
        int count = super.read(target, offset, (int) Math.min(throttle(length), remaining));
        if (count > 0) {
            falsify(target, offset, count);
            read += count;
        }
        return count;
    }

    private boolean isCut() {
        return faults.cutAfter() >= 0 && faults.cutAfter() < slice.length();
    }

    /** Waits a tenth of a second when the rate is limited, and returns the number of bytes to read next. */
    private int throttle(int length) throws IOException {
        if (faults.bytesPerSecond() <= 0) {
            return length;
        }
        try {
            faults.sleeper().sleep(Duration.ofMillis(1000 / BURSTS_PER_SECOND));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while slowing down", e);
        }
        return (int) Math.clamp(faults.bytesPerSecond() / BURSTS_PER_SECOND, 1, length);
    }

    private void falsify(byte[] target, int offset, int count) {
        if (faults.falsify()) {
            target[offset] ^= 0x55;
        }
        long index = faults.falsifyAt() - slice.offset() - read;
        if (faults.falsifyAt() >= 0 && index >= 0 && index < count) {
            target[offset + (int) index] ^= 0x55;
        }
    }

    /** Returns the bytes before the cut, and fails only at the next call. */
    @Override
    public int readNBytes(byte[] target, int offset, int length) throws IOException {
        long beforeCut = faults.cutAfter() - read;
        return super.readNBytes(target, offset, beforeCut > 0 ? (int) Math.min(length, beforeCut) : length);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
