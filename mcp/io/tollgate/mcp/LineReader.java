package io.tollgate.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads lines of bounded length. What is over the bound is skipped and comes as an unreadable line. */
final class LineReader {
    private static final byte[] UNREADABLE = {'?'};

    private final InputStream in;
    private final int longest;

    LineReader(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.longest = longest;
    }

    /** Without its end; empty at the end of the stream. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
            }
            if (line.size() >= longest) {
                tooLong = true;
            } else if (one != '\r') {
                line.write(one);
            }
        }
        return Optional.of(tooLong ? UNREADABLE : line.toByteArray());
    }
}
