package io.tollgate.x402.chain;

import io.tollgate.x402.chain.RpcError.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.web3j.protocol.Service;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries web3j's questions to a node over the JDK's HTTP client: a time limit for the whole answer, a bound on its
 * size, no redirects. The URL may hold an API key, so that no message says more of it than the host.
 */
final class HttpRpc extends Service {
    private final URI url;
    private final HttpClient http;
    private final Duration patience;

    /**
     * @param http     that follows no redirects; its owner closes it
     * @param patience from the first byte of the question to the last of the answer
     */
    HttpRpc(URI url, HttpClient http, Duration patience) {
        super(false);
        this.url = url;
        this.http = http;
        this.patience = patience;
    }

    /** Other than web3j's own: garbage is an {@link IOException}, and an answer must be to the question that was asked. */
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // web3j's declaration
    public <T extends Response> T send(Request request, Class<T> type) throws IOException {
        try (InputStream body = performIO(json(request))) {
            JsonNode json = objectMapper.readTree(body);
            if (!(json instanceof ObjectNode answer) || answer.path("id").asLong(-1) != request.getId()) {
                throw new Unreadable(host() + " did not answer in JSON-RPC");
            }
            if (answer.path("error") instanceof ObjectNode error && error.has("data")) {
                // web3j wants text; some nodes say more
                error.put("data", error.path("data").toString());
            }
            return objectMapper.treeToValue(answer, type);
        } catch (JacksonException e) {
            throw new Unreadable(host() + " did not answer in JSON-RPC");
        }
    }

    /** As web3j writes it, but without looking at what else a request can do, which needs classes that nothing here uses. */
    private String json(Request<?, ?> request) {
        ObjectNode question = objectMapper.createObjectNode();
        question.put("jsonrpc", request.getJsonrpc()).put("method", request.getMethod());
        question.set("params", objectMapper.valueToTree(request.getParams()));
        return question.put("id", request.getId()).toString();
    }

    @Override
    protected InputStream performIO(String question) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question, StandardCharsets.UTF_8))
                .build();
        CompletableFuture<HttpResponse<byte[]>> asked = http.sendAsync(request, info -> new BoundedBody());
        try {
            HttpResponse<byte[]> answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            // many nodes send a JSON-RPC error with status 400 or 500
            boolean json =
                    answer.headers().firstValue("Content-Type").orElse("").contains("json");
            if (answer.statusCode() != 200 && !(json && answer.statusCode() >= 400 && answer.statusCode() != 503)) {
                throw new Unreadable(host() + " answered HTTP " + answer.statusCode());
            }
            return new ByteArrayInputStream(answer.body());
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new IOException(host() + " did not answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new IOException(
                    host() + " cannot be asked: " + e.getCause().getClass().getSimpleName(), e.getCause());
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking " + host());
        }
    }

    private String host() {
        return "the node at " + url.getHost();
    }

    /** The HTTP client is shared and closed by its owner. */
    @Override
    public void close() {}
}
