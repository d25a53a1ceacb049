package io.tollgate.walrus;

import io.tollgate.http.RequestBody;
import io.tollgate.http.StreamToClient;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** One HTTP exchange with the embedded Walrus: what a step reads from the request, and how it gives an answer. */
final class DevExchange {
    private static final String BLOBS = "/v1/blobs/";

    private final HttpServerRequest request;
    private final StreamToClient client;

    DevExchange(Exchange exchange, StreamToClient client) {
        this.request = exchange.getIn(HttpMessage.class).getRequest();
        this.client = client;
    }

    String method() {
        return request.method().name();
    }

    boolean reads() {
        return method().equals("GET") || method().equals("HEAD");
    }

    /** The query as it was sent, or null. */
    String query() {
        return request.query();
    }

    /** A request header, or null. */
    String header(String name) {
        return request.getHeader(name);
    }

    /** The path segment after {@code /v1/blobs/}. */
    String blobId() {
        String path = request.path();
        String rest = path.substring(path.indexOf(BLOBS) + BLOBS.length());
        int end = rest.indexOf('/');
        return end < 0 ? rest : rest.substring(0, end);
    }

    /** The Content-Length, or -1. */
    long declaredLength() {
        String declared = header("Content-Length");
        return declared == null ? -1 : Long.parseLong(declared);
    }

    InputStream body() {
        return new RequestBody(request);
    }

    void answer(DevAnswer answer) throws IOException {
        HttpServerResponse response = request.response();
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (method().equals("HEAD")) {
            response.putHeader("Content-Length", Long.toString(answer.content().length()));
            response.end();
            return;
        }
        try (InputStream content = answer.content().open()) {
            client.send(response, content, answer.content().length());
        } catch (ConnectionBroken e) {
            breakConnection();
        }
    }

    /** Answers, and takes what is left of the body, since a client that still writes would not see the answer. */
    void answer(DevAnswer answer, InputStream body, long atMost) throws IOException {
        answer(answer);
        if (body.skip(atMost) == atMost) {
            request.connection().close();
        }
    }

    /** Closes the connection; the answer counts as ended then, so that nobody tries to complete it. */
    void breakConnection() {
        request.connection().close().toCompletionStage().toCompletableFuture().join();
        if (!request.response().ended()) {
            request.response().end();
        }
    }
}
