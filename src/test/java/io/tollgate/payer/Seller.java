package io.tollgate.payer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.protocol.Challenge;
import io.tollgate.x402.protocol.PaymentTerms;
import io.tollgate.x402.protocol.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A seller over real HTTP that answers as it is told: the next prepared answer for each request, the last one for all
 * that follow. It remembers what it was asked.
 */
public final class Seller implements AutoCloseable {
    public static final Network NETWORK = new Networks().find("base-sepolia").orElseThrow();
    public static final Address PAY_TO = Address.parse("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC");
    public static final Bytes32 TRANSACTION = new Bytes32("0x" + "ab".repeat(32));

    /** One prepared answer. */
    @FunctionalInterface
    public interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Map<String, String>> asked = Collections.synchronizedList(new ArrayList<>());

    public Seller(Answer... prepared) {
        answers.addAll(List.of(prepared));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(workers);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        Answer next = next(headers);
        try (exchange) {
            next.give(exchange);
        }
    }

    private synchronized Answer next(Map<String, String> headers) {
        asked.add(headers);
        return answers.size() > 1 ? answers.poll() : answers.peek();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/download/file");
    }

    /** The headers of every request so far. */
    public List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    /** Every payment that was presented, in whichever header. */
    public List<String> payments() {
        return asked().stream()
                .flatMap(headers -> Optional.ofNullable(headers.get("PAYMENT-SIGNATURE"))
                        .or(() -> Optional.ofNullable(headers.get("X-PAYMENT")))
                        .stream())
                .toList();
    }

    public static PaymentTerms terms(String units) {
        return terms(units, Duration.ofMinutes(5));
    }

    public static PaymentTerms terms(String units, Duration timeout) {
        return new PaymentTerms(
                NETWORK,
                AtomicAmount.parse(units),
                PAY_TO,
                timeout,
                new PaymentTerms.Resource("https://files.example/download/file", "", "application/octet-stream"),
                Optional.of("quote"));
    }

    /** A 402 with the terms of both versions, as Tollgate answers it. */
    public static Answer priced(PaymentTerms terms) {
        Challenge challenge = new Challenge(List.of(terms), "Payment required");
        return exchange -> {
            exchange.getResponseHeaders().set("PAYMENT-REQUIRED", challenge.v2Header());
            send(exchange, 402, challenge.v1Body());
        };
    }

    /** A 402 of a seller who knows version 1 only. */
    public static Answer pricedInV1(PaymentTerms terms) {
        return exchange -> send(exchange, 402, new Challenge(List.of(terms), "X-PAYMENT header is required").v1Body());
    }

    /** A 402 with a body of one's own. */
    public static Answer pricedAs(String body) {
        return exchange -> send(exchange, 402, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The file, with headers given as name, value, name, value. */
    public static Answer file(byte[] content, String... headers) {
        return exchange -> {
            exchange.getResponseHeaders()
                    .set(
                            "PAYMENT-RESPONSE",
                            Receipt.settled(TRANSACTION, NETWORK, PAY_TO).header(2));
            set(exchange, headers);
            send(exchange, 200, content);
        };
    }

    /** The first bytes of the file under its whole length; then the connection is gone. */
    public static Answer cut(byte[] content, int after, String... headers) {
        return exchange -> {
            set(exchange, headers);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, after);
            exchange.getResponseBody().flush();
            throw new IOException("cut on purpose");
        };
    }

    /** What a range from this byte on is answered with. */
    public static Answer rest(byte[] content, int from, String... headers) {
        return exchange -> {
            set(exchange, headers);
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            send(exchange, 206, Arrays.copyOfRange(content, from, content.length));
        };
    }

    public static Answer problem(int status, String detail, String... headers) {
        return exchange -> {
            set(exchange, headers);
            send(exchange, status, ("{\"detail\":\"" + detail + "\"}").getBytes(StandardCharsets.UTF_8));
        };
    }

    /** The connection ends without an answer. */
    public static Answer silence() {
        return exchange -> {
            throw new IOException("no answer on purpose");
        };
    }

    private static void set(HttpExchange exchange, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
