package io.tollgate.http.server;

import java.io.IOException;
import java.io.InputStream;

/** The file of a multipart form as a stream; reading it drives the reading of the request. */
public final class StreamedFile extends InputStream {
    private final MultipartBody form;
    private final MultipartBody.StreamedPart part;
    private byte[] current = new byte[0];
    private int position;

    StreamedFile(MultipartBody form, MultipartBody.StreamedPart part) {
        this.form = form;
        this.part = part;
    }

    /** The name of the form field. */
    public String field() {
        return part.getName();
    }

    /** The file name that the client sent; untrusted. */
    public String fileName() {
        return part.getFilename();
    }

    /** The media type that the client sent, or null. */
    public String contentType() {
        return part.getContentType();
    }

    boolean complete() {
        return part.isCompleted();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == current.length) {
            byte[] next = part.poll();
            if (next != null) {
                current = next;
                position = 0;
            } else if (complete()) {
                return -1;
            } else {
                form.feed();
            }
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, count);
        position += count;
        return count;
    }
}
