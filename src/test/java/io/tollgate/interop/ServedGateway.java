package io.tollgate.interop;

import io.tollgate.TestGateway;
import io.tollgate.app.Gateway;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.settings.SettingsLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A gateway as {@code serve} starts it, with nothing embedded: facilitator and node are whichever a test names, and the
 * Walrus is another process's, here that of a development gateway.
 */
final class ServedGateway implements AutoCloseable {
    private static final String TOKEN = "an-upload-token-of-tests";

    private final TestGateway walrus;
    private final Gateway gateway;

    private ServedGateway(TestGateway walrus, Gateway gateway) {
        this.walrus = walrus;
        this.gateway = gateway;
    }

    static ServedGateway start(Path folder, String facilitator, URI rpc, String payTo) throws Exception {
        TestGateway walrus = TestGateway.start();
        Map<String, String> environment = new HashMap<>();
        environment.put("TOLLGATE_HOST", "127.0.0.1");
        environment.put("PORT", Integer.toString(freePort()));
        environment.put("TOLLGATE_MANAGEMENT_PORT", "0");
        environment.put("TOLLGATE_DATA_DIR", folder.toString());
        environment.put("FACILITATOR_URL", facilitator);
        environment.put("RPC_URL", rpc.toString());
        environment.put("ADDRESS", payTo);
        environment.put("UPLOAD_TOKEN", TOKEN);
        environment.put("WALRUS_PUBLISHER_URL", walrus.url("/dev/walrus").toString());
        // the embedded Walrus of the tests gives fast ids
        environment.put("TOLLGATE_WALRUS_ID_CHECK_LIMIT", "0B");
        environment.put("WALRUS_AGGREGATOR_URLS", walrus.url("/dev/walrus").toString());
        Settings settings = new SettingsLoader(environment, folder).load(Mode.SERVE, Map.of());
        return new ServedGateway(walrus, Gateway.start(settings, Mode.SERVE));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Puts a file up for sale; the answer is where it is sold. */
    String sell(byte[] content) throws IOException, InterruptedException {
        URI upload =
                URI.create("http://127.0.0.1:" + gateway.port() + "/upload?name=file.bin&price=" + TestGateway.PRICE);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(upload)
                            .header("Authorization", "Bearer " + TOKEN)
                            .PUT(BodyPublishers.ofByteArray(content))
                            .build(),
                    BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + " " + new String(answer.body()));
            }
            return TestGateway.json(answer).path("downloadUrl").textValue();
        }
    }

    @Override
    public void close() {
        gateway.close();
        walrus.close();
    }
}
