package io.tollgate.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Refuses requests whose end is ambiguous, which allows request smuggling (RFC 9112, sections 5.2 and 6.3). The stock
 * decoder repairs such messages; a gateway behind a load balancer must close the connection.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {
    private static final byte[] REFUSAL = refusal();

    private boolean inHead = true;
    private boolean midHead;
    private boolean ambiguous;
    private boolean refused;

    StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) throws Exception {
        if (refused) {
            buffer.skipBytes(buffer.readableBytes());
            return;
        }
        if (inHead && foldedLine(buffer)) {
            refuse(context, buffer);
            return;
        }
        int known = out.size();
        int readable = buffer.readableBytes();
        super.decode(context, buffer, out);
        midHead = inHead && (midHead || buffer.readableBytes() < readable);
        for (Object decoded : out.subList(known, out.size())) {
            if (decoded instanceof HttpRequest head) {
                inHead = false;
                ambiguous |= !unambiguous(head);
            }
            if (decoded instanceof LastHttpContent) {
                inHead = true;
                midHead = false;
            }
        }
        if (ambiguous) {
            out.subList(known, out.size()).clear();
            refuse(context, buffer);
        }
    }

    /** The stock decoder drops the Content-Length here and continues. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        ambiguous = true;
    }

    private static boolean unambiguous(HttpRequest head) {
        HttpHeaders headers = head.headers();
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (head.decoderResult().isFailure()) {
            return true; // Vert.x answers requests that cannot be decoded
        }
        if (encodings.isEmpty()) {
            return lengths.isEmpty() || lengths.size() == 1 && digits(lengths.get(0));
        }
        return lengths.isEmpty()
                && encodings.size() == 1
                && encodings.get(0).equalsIgnoreCase("chunked")
                && head.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    private static boolean digits(String value) {
        return !value.isEmpty() && value.length() <= 18 && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Some parsers append a header line that starts with white space to the line before it, others do not. */
    private boolean foldedLine(ByteBuf buffer) {
        int at = buffer.readerIndex();
        int end = buffer.writerIndex();
        byte before = (byte) (midHead ? '\n' : 0);
        while (!midHead && at < end && (buffer.getByte(at) == '\r' || buffer.getByte(at) == '\n')) {
            at++;
        }
        for (; at < end; at++) {
            byte here = buffer.getByte(at);
            if (before == '\n') {
                if (here == ' ' || here == '\t') {
                    return true;
                }
                if (here == '\r' || here == '\n') {
                    return false;
                }
            }
            before = here;
        }
        return false;
    }

    private void refuse(ChannelHandlerContext context, ByteBuf rest) {
        refused = true;
        rest.skipBytes(rest.readableBytes());
        context.writeAndFlush(Unpooled.wrappedBuffer(REFUSAL)).addListener(ChannelFutureListener.CLOSE);
    }

    private static byte[] refusal() {
        byte[] body = ProblemDocument.of(400, "malformed_request", "the framing of the request is ambiguous", false);
        String head = "HTTP/1.1 400 Bad Request\r\nContent-Type: " + ProblemDocument.CONTENT_TYPE
                + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
        return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}
