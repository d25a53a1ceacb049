package io.tollgate.http.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.http.server.RequestBody;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Back-pressure in both directions: data that the other side does not accept is not read. */
class StreamingTest {
    private static final long FIFTY_MEGABYTES = 50_000_000;
    private static final int SMALL_BUFFER = 64 * 1024;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** An endless source that counts the bytes read. */
    private static class Source extends InputStream {
        final AtomicLong given = new AtomicLong();

        @Override
        public int read() {
            given.incrementAndGet();
            return 'x';
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            given.addAndGet(length);
            Arrays.fill(target, offset, offset + length, (byte) 'x');
            return length;
        }
    }

    private CompletableFuture<Throwable> outcome(Source source, Duration patience, Socket client) throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setSendBufferSize(SMALL_BUFFER))
                .requestHandler(request -> Thread.startVirtualThread(() -> {
                    try {
                        new StreamToClient(patience).send(request.response(), source, FIFTY_MEGABYTES);
                        outcome.complete(null);
                    } catch (Throwable e) {
                        outcome.complete(e);
                    }
                }));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
        client.setReceiveBufferSize(SMALL_BUFFER);
        client.connect(new InetSocketAddress("127.0.0.1", server.actualPort()));
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return outcome;
    }

    /** Bytes that encode their position, which shows when an array is read into while it is still written. */
    private static final class Numbered extends Source {
        @Override
        public int read(byte[] target, int offset, int length) {
            long at = given.getAndAdd(length);
            for (int i = 0; i < length; i++) {
                target[offset + i] = at(at + i);
            }
            return length;
        }

        static byte at(long position) {
            return (byte) (position * 31 + (position >> 8) * 7 + (position >> 16));
        }
    }

    @Test
    void everyByteIsInItsPlaceForAReaderThatIsSlowerThanTheSource() throws Exception {
        try (Socket client = new Socket()) {
            CompletableFuture<Throwable> outcome = outcome(new Numbered(), Duration.ofSeconds(60), client);
            InputStream in = new BufferedInputStream(client.getInputStream(), 4096);
            int head = 0;
            while (head != 0x0D0A0D0A) {
                head = head << 8 | in.read();
            }

            long wrong = 0;
            for (long position = 0; position < FIFTY_MEGABYTES; position++) {
                wrong += in.read() == (Numbered.at(position) & 0xFF) ? 0 : 1;
            }

            assertThat(wrong).isZero();
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void aClientThatStallsStopsTheSource() throws Exception {
        Source source = new Source();
        try (Socket client = new Socket()) {
            CompletableFuture<Throwable> outcome = outcome(source, Duration.ofSeconds(1), client);
            assertThat(client.getInputStream().readNBytes(1_000_000)).hasSize(1_000_000);

            Throwable end = outcome.get(20, TimeUnit.SECONDS);

            assertThat(end).isInstanceOf(ClientGone.class).hasMessage("the client stalled");
            assertThat(source.given.get()).isLessThan(1_000_000 + 3 * 1024 * 1024);
        }
    }

    @Test
    void aClientThatClosesTheConnectionStopsTheSource() throws Exception {
        Source source = new Source();
        Socket client = new Socket();
        CompletableFuture<Throwable> outcome = outcome(source, Duration.ofSeconds(60), client);
        assertThat(client.getInputStream().readNBytes(1_000_000)).hasSize(1_000_000);
        client.close();

        Throwable end = outcome.get(20, TimeUnit.SECONDS);

        assertThat(end).isInstanceOf(ClientGone.class);
        assertThat(source.given.get()).isLessThan(1_000_000 + 4 * 1024 * 1024);
    }

    @Test
    void aSourceThatEndsTooSoonBreaksTheConnection() throws Exception {
        Source source = new Source() {
            @Override
            public int read(byte[] target, int offset, int length) {
                return given.get() >= 1_000_000 ? -1 : super.read(target, offset, length);
            }
        };
        try (Socket client = new Socket()) {
            CompletableFuture<Throwable> outcome = outcome(source, Duration.ofSeconds(60), client);

            byte[] received = readUntilBroken(client.getInputStream());

            assertThat(outcome.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("short");
            assertThat(new String(received, 0, 200, StandardCharsets.US_ASCII))
                    .containsIgnoringCase("content-length: 50000000");
            assertThat((long) received.length).isLessThan(FIFTY_MEGABYTES);
        }
    }

    private static byte[] readUntilBroken(InputStream in) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        try {
            for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                all.write(chunk, 0, read);
            }
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return all.toByteArray();
    }

    /** A paused request with an endless body, which counts the requested buffers. */
    private static final class EagerRequest {
        private static final int BUFFER = 16 * 1024;

        private long asked;
        private boolean over;
        private boolean left;
        private Handler<Buffer> handler;
        private Handler<Throwable> broken;
        private Handler<Void> end;

        private HttpServerResponse response() {
            return (HttpServerResponse) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {HttpServerResponse.class}, (proxy, method, args) -> {
                        if (method.getName().equals("closed")) {
                            return left;
                        }
                        throw new UnsupportedOperationException(method.getName());
                    });
        }

        @SuppressWarnings("unchecked")
        private HttpServerRequest request() {
            return (HttpServerRequest) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {HttpServerRequest.class}, (proxy, method, args) -> {
                        switch (method.getName()) {
                            case "handler" -> handler = (Handler<Buffer>) args[0];
                            case "exceptionHandler" -> broken = (Handler<Throwable>) args[0];
                            case "endHandler" -> end = (Handler<Void>) args[0];
                            case "fetch" -> {
                                asked += (Long) args[0];
                                for (long i = 0; i < (Long) args[0] && !over; i++) {
                                    handler.handle(Buffer.buffer(new byte[BUFFER]));
                                }
                            }
                            case "getHeader" -> {
                                return null;
                            }
                            case "response" -> {
                                return response();
                            }
                            default -> throw new UnsupportedOperationException(method.getName());
                        }
                        return proxy;
                    });
        }
    }

    @Test
    void aRequestIsReadAheadByAFewBuffersOnly() throws IOException {
        EagerRequest client = new EagerRequest();
        InputStream body = new RequestBody(client.request());

        long before = client.asked;
        byte[] taken = body.readNBytes(10 * EagerRequest.BUFFER);
        long after = client.asked;

        assertThat(taken).hasSize(10 * EagerRequest.BUFFER);
        assertThat(before).isBetween(1L, 16L);
        assertThat(after).isEqualTo(before + 10);
    }

    @Test
    void aRequestEndsWithItsLastByte() throws IOException {
        EagerRequest client = new EagerRequest();
        InputStream body = new RequestBody(client.request());
        client.over = true;
        client.end.handle(null);

        byte[] all = body.readAllBytes();

        assertThat(all).hasSize(8 * EagerRequest.BUFFER);
        assertThat(body.read()).isEqualTo(-1);
    }

    @Test
    void aClientThatWasGoneBeforeTheReadIsReportedAtOnce() {
        EagerRequest client = new EagerRequest();
        client.left = true;
        client.over = true;
        InputStream body = new RequestBody(client.request());

        assertThatThrownBy(body::read).isInstanceOf(ClientGone.class);
    }

    @Test
    void aClientThatClosesTheConnectionIsNotTheEndOfTheBody() {
        EagerRequest client = new EagerRequest();
        InputStream body = new RequestBody(client.request());
        client.over = true;
        client.broken.handle(new IOException("connection reset"));

        assertThatThrownBy(body::readAllBytes).isInstanceOf(ClientGone.class);
    }
}
