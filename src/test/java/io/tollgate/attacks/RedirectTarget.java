package io.tollgate.attacks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that an attacker wants the gateway to call. It counts requests, or redirects them all. */
final class RedirectTarget implements AutoCloseable {
    private final AtomicInteger calls = new AtomicInteger();
    private final HttpServer server;

    private RedirectTarget(String location) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            if (location != null) {
                exchange.getResponseHeaders().add("Location", location);
            }
            exchange.sendResponseHeaders(location == null ? 500 : 307, -1);
            exchange.close();
        });
        server.start();
    }

    static RedirectTarget counting() throws IOException {
        return new RedirectTarget(null);
    }

    /** Answers every request with 307, which keeps method and body. */
    static RedirectTarget redirectingTo(RedirectTarget other) throws IOException {
        return new RedirectTarget(other.url());
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    int calls() {
        return calls.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
