package io.tollgate.http.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Several ranges of a file as one body of type {@code multipart/byteranges} (RFC 9110, section 14.6). Each range is opened
 * when it is read. The length is known in advance.
 */
public final class MultipartRanges extends InputStream {
    private final List<Part> parts = new ArrayList<>();
    private final long length;
    private InputStream current = InputStream.nullInputStream();
    private int next;

    /** Opens one range of the file. */
    @FunctionalInterface
    public interface Opener {
        InputStream open(ByteRange range) throws IOException;
    }

    private record Part(long length, Source source) {}

    private interface Source {
        InputStream open() throws IOException;
    }

    /** @param boundary random letters and digits */
    public MultipartRanges(String boundary, String contentType, long size, List<ByteRange> ranges, Opener opener) {
        String between = "";
        for (ByteRange range : ranges) {
            text(between + "--" + boundary + "\r\nContent-Type: " + contentType + "\r\nContent-Range: "
                    + range.contentRange(size) + "\r\n\r\n");
            parts.add(new Part(range.length(), () -> opener.open(range)));
            between = "\r\n";
        }
        text("\r\n--" + boundary + "--\r\n");
        length = parts.stream().mapToLong(Part::length).sum();
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        parts.add(new Part(bytes.length, () -> new ByteArrayInputStream(bytes)));
    }

    /** Length of the whole body in bytes. */
    public long length() {
        return length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (true) {
            int read = current.read(into, offset, count);
            if (read > 0) {
                return read;
            }
            if (next == parts.size()) {
                return -1;
            }
            current.close();
            current = parts.get(next++).source().open();
        }
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
