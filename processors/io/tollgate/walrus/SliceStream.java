package io.tollgate.walrus;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Reads part of a stored file, and does to it what the faults ask for: break off, or falsify the first byte of each read. */
final class SliceStream extends FilterInputStream {
    private final DevAnswer.Slice slice;
    private long read;

    private SliceStream(InputStream in, DevAnswer.Slice slice) {
        super(in);
        this.slice = slice;
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
        long left = slice.length() - read;
        if (slice.cutAfter() >= 0 && slice.cutAfter() < slice.length()) {
            left = slice.cutAfter() - read;
            if (left <= 0) {
                throw new ConnectionBroken(slice.cutAfter());
            }
        }
        if (left <= 0) {
            return -1;
        }
        int count = super.read(target, offset, (int) Math.min(length, left));
        if (count > 0) {
            read += count;
            if (slice.wrong()) {
                target[offset] ^= 0x55;
            }
        }
        return count;
    }

    /** Hands out what there is before the cut, and fails at the next call only. */
    @Override
    public byte[] readNBytes(int length) throws IOException {
        long beforeCut = slice.cutAfter() - read;
        return super.readNBytes(beforeCut > 0 ? (int) Math.min(length, beforeCut) : length);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
