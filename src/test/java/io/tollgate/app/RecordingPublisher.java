package io.tollgate.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A publisher that gives the configured answers in turn, then stores everything, and records its requests. */
public final class RecordingPublisher implements AutoCloseable {
    static final String ID = "x".repeat(42) + "A";

    /** An answer; status 0 breaks the connection. */
    public record Answer(int status, String type, String body, String... headers) {}

    public record ReceivedRequest(String query, String authorization, String otherHeaders, int bytes) {}

    public final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final HttpServer server;

    public RecordingPublisher() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/blobs", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized RecordingPublisher first(Answer... next) {
        answers.addAll(List.of(next));
        return this;
    }

    static Answer error(int status, String reason) {
        return new Answer(
                status,
                "application/json",
                "{\"error\":{\"status\":\"X\",\"code\":" + status + ",\"message\":\"m\",\"details\":[{\"@type\":"
                        + "\"ErrorInfo\",\"reason\":\"" + reason + "\",\"domain\":\"d\",\"metadata\":{}}]}}");
    }

    static Answer text(int status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", text);
    }

    static Answer broken() {
        return new Answer(0, null, null);
    }

    private void serve(HttpExchange exchange) throws IOException {
        int bytes = exchange.getRequestBody().readAllBytes().length;
        String others = String.join(
                ",",
                exchange.getRequestHeaders().keySet().stream()
                        .filter(name -> Stream.of("Host", "Authorization").noneMatch(name::equalsIgnoreCase))
                        .sorted()
                        .toList());
        requests.add(new ReceivedRequest(
                exchange.getRequestURI().getRawQuery(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                others,
                bytes));
        Answer answer = next();
        if (answer.status() == 0) {
            throw new IOException("the test ends this connection");
        }
        byte[] body = answer.body().getBytes();
        exchange.getResponseHeaders().add("Content-Type", answer.type());
        for (int i = 0; i < answer.headers().length; i += 2) {
            exchange.getResponseHeaders().add(answer.headers()[i], answer.headers()[i + 1]);
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized Answer next() {
        return answers.isEmpty() ? certified() : answers.remove();
    }

    /** Reports every blob as stored, with the same id. */
    static Answer certified(String... headers) {
        return new Answer(
                200,
                "application/json",
                "{\"alreadyCertified\":{\"blobId\":\"" + ID
                        + "\",\"event\":{\"txDigest\":\"x\",\"eventSeq\":\"0\"},\"endEpoch\":99}}",
                headers);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
