package io.tollgate.dev.walrus;

import io.tollgate.http.delivery.ClientGone;
import io.tollgate.http.delivery.StreamToClient;
import io.tollgate.http.server.RequestBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** One HTTP exchange with the embedded Walrus: reads the request and sends the answer. */
final class DevExchange {
    private static final int CHUNK = 64 * 1024;

    private final HttpServerRequest request;
    private final StreamToClient client;

    DevExchange(Exchange exchange, StreamToClient client) {
        this.request = exchange.getIn(HttpMessage.class).getRequest();
        this.client = client;
    }

    String method() {
        return request.method().name();
    }

    /** The raw query, or null. */
    String query() {
        return request.query();
    }

    /** The request as a value. */
    DevRequest request(InputStream body) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new DevRequest(method(), request.path(), query(), headers, body);
    }

    InputStream body() {
        return new RequestBody(request);
    }

    void answer(DevAnswer answer) throws IOException {
        HttpServerResponse response = request.response();
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        long length = answer.content().length();
        if (method().equals("HEAD")) {
            if (length >= 0) {
                response.putHeader("Content-Length", Long.toString(length));
            }
            response.end();
            return;
        }
        try (InputStream content = answer.content().open()) {
            if (length < 0 || answer.isThrottled()) {
                sendUnbuffered(response, content, length);
            } else {
                client.send(response, content, length);
            }
        } catch (ConnectionBroken e) {
            breakConnection();
        }
    }

    private static void sendUnbuffered(HttpServerResponse response, InputStream content, long length)
            throws IOException {
        if (length < 0) {
            response.setChunked(true);
        } else {
            response.putHeader("Content-Length", Long.toString(length));
        }
        byte[] chunk = new byte[CHUNK];
        for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
            try {
                response.write(Buffer.buffer(Arrays.copyOf(chunk, count)))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
            } catch (CompletionException e) {
                throw new ClientGone("the client has disconnected", e);
            }
        }
        response.end();
    }

    /** Answers and drains the rest of the body, because a client that is still writing would not read the answer. */
    void answer(DevAnswer answer, InputStream body, long limit) throws IOException {
        answer(answer);
        if (body.skip(limit) == limit) {
            request.connection().close();
        }
    }

    /** Closes the connection and marks the answer as ended, so that nothing tries to complete it. */
    void breakConnection() {
        request.connection().close().toCompletionStage().toCompletableFuture().join();
        if (!request.response().ended()) {
            request.response().end();
        }
    }
}
