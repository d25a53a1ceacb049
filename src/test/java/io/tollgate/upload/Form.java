package io.tollgate.upload;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A multipart form written byte by byte, so that a test controls order and omissions. */
public final class Form {
    public static final String BOUNDARY = "tollgate-test-boundary";
    public static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public Form field(String name, String value) {
        return part("form-data; name=\"" + name + "\"", null, value.getBytes(StandardCharsets.UTF_8));
    }

    public Form file(byte[] content) {
        return file("file", "sample.bin", content);
    }

    /** @param fileName written unescaped, even when it breaks the part's header */
    public Form file(String field, String fileName, byte[] content) {
        return part(
                "form-data; name=\"" + field + "\"; filename=\"" + fileName + "\"",
                "application/octet-stream",
                content);
    }

    /** A part with the given Content-Disposition and Content-Type; null leaves the type out. */
    public Form part(String disposition, String type, byte[] content) {
        write("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n");
        if (type != null) {
            write("Content-Type: " + type + "\r\n");
        }
        write("\r\n");
        bytes.writeBytes(content);
        write("\r\n");
        return this;
    }

    /** Returns the form without its end. */
    public byte[] withoutEnd() {
        return bytes.toByteArray();
    }

    /** Returns the complete form. */
    public byte[] complete() {
        write("--" + BOUNDARY + "--\r\n");
        return bytes.toByteArray();
    }

    /** Returns the complete form as a request. */
    public HttpRequest request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", CONTENT_TYPE)
                .POST(BodyPublishers.ofByteArray(complete()))
                .build();
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
