package io.tollgate.dev.walrus;

import io.tollgate.app.CamelDefaults;
import io.tollgate.http.delivery.StreamToClient;
import io.tollgate.http.server.GatewayServer;
import io.tollgate.walrus.encoding.BlobEncoder;
import io.tollgate.walrus.encoding.BlobId;
import io.tollgate.walrus.publish.PublisherAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.apache.camel.main.Main;

/**
 * An embedded Walrus on its own port, with the shipped routes: a second publisher or aggregator for a gateway under
 * test, with its own faults. Several servers may share a directory.
 */
public final class WalrusServer implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Main camel = new Main();
    private final GatewayServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private WalrusServer(DevWalrus walrus) throws Exception {
        StreamToClient toClient = new StreamToClient(TIMEOUT);
        ServeDevWalrus.steps(walrus, toClient).forEach(camel::bind);
        camel.setDefaultPropertyPlaceholderLocation("false");
        CamelDefaults.handFailuresOn(camel);
        camel.configure().setRoutesIncludePattern("classpath:routes/dev/walrus.camel.yaml");
        camel.init();
        server = GatewayServer.listen("127.0.0.1", 0);
        server.mount(camel.getCamelContext());
        camel.start();
        server.open();
    }

    /** Starts a server with fast ids, otherwise with the settings of a public publisher. */
    public static WalrusServer start(Path directory) {
        return start(directory, settings -> settings);
    }

    public static WalrusServer start(Path directory, UnaryOperator<DevWalrusSettings> changes) {
        DevWalrusSettings settings =
                changes.apply(DevWalrusSettings.in(directory).withRealIdLimit(0));
        return serve(new DevWalrus(
                settings,
                new BlobEncoder(),
                new EpochClock(Clock.systemUTC(), settings.epochLength()),
                new SecureRandom(),
                Thread::sleep));
    }

    static WalrusServer serve(DevWalrus walrus) {
        try {
            return new WalrusServer(walrus);
        } catch (Exception e) {
            throw new IllegalStateException("the embedded Walrus did not start", e);
        }
    }

    /** Returns the base URL for the settings of a gateway. */
    public String url() {
        return "http://127.0.0.1:" + server.port() + "/dev/walrus";
    }

    URI uri(String path) {
        return URI.create(url() + path);
    }

    public void fault(String json) {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(uri("/faults"))
                .POST(BodyPublishers.ofString(json))
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("fault: " + answer.statusCode() + " " + new String(answer.body()));
        }
    }

    public HttpResponse<byte[]> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param query query of the request, null for none */
    BlobId store(String query, byte[] blob) throws IOException, InterruptedException {
        return ((PublisherAnswer.Stored) put(query, BodyPublishers.ofByteArray(blob))).blobId();
    }

    /** Stores a blob; unlike {@link #send}, throws the exception of the client when the connection breaks. */
    PublisherAnswer put(String query, BodyPublisher body) throws IOException, InterruptedException {
        String path = query == null ? "/v1/blobs" : "/v1/blobs?" + query;
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(uri(path)).timeout(TIMEOUT).PUT(body).build(), BodyHandlers.ofByteArray());
        return PublisherAnswer.read(answer.statusCode(), answer.body());
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        camel.stop();
        server.close();
        client.close();
    }
}
