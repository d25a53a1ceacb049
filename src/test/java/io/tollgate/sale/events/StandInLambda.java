package io.tollgate.sale.events;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Answers as the Lambda Invoke API and keeps what it was called with; can be down, or know no such function. */
public final class StandInLambda implements AutoCloseable {
    /** One call: the function, how it was to run, and its input. */
    public record Call(String path, String type, String authorization, String payload) {}

    private final InetSocketAddress address;
    private HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile int status = 202;
    private volatile String answer = "";
    private volatile Consumer<Call> then = call -> {};

    public StandInLambda() {
        server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = server.getAddress();
    }

    private HttpServer listen(InetSocketAddress where) {
        try {
            HttpServer listening = HttpServer.create(where, 0);
            listening.createContext("/", this::take);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes its port, until {@link #up}. */
    public void down() {
        server.stop(0);
    }

    public void up() {
        server = listen(address);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public void answer(int status, String answer) {
        this.status = status;
        this.answer = answer;
    }

    /** Runs that when a call comes in, before it is answered. */
    public void whenCalled(Consumer<Call> then) {
        this.then = then;
    }

    private void take(HttpExchange exchange) throws IOException {
        String payload = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Call call = new Call(
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"),
                exchange.getRequestHeaders().getFirst("Authorization"),
                payload);
        calls.add(call);
        then.accept(call);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        if (status != 202) {
            exchange.getResponseHeaders().set("X-Amzn-ErrorType", "ServiceException");
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
