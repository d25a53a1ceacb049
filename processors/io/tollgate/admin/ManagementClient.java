package io.tollgate.admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Calls the gateway that runs with a data folder, for commands that read or change its state: a second process cannot open
 * the database. The gateway keeps its address and token in that folder while it runs.
 */
public final class ManagementClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final URI url;
    private final String token;
    private final Duration timeout;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    private ManagementClient(URI url, String token, Duration timeout) {
        this.url = url;
        this.token = token;
        this.timeout = timeout;
    }

    /** The response of the gateway, with any status. */
    public record Answer(int status, String contentType, byte[] body) {}

    /**
     * Finds the gateway of a data folder.
     *
     * @param timeout longest wait for a response
     * @throws IOException with one line for the operator when no gateway runs there or its token is not readable
     */
    public static ManagementClient of(Path dataDir, Duration timeout) throws IOException {
        try {
            String url = Files.readString(dataDir.resolve(ManagementToken.URL_FILE));
            String token = Files.readString(dataDir.resolve(ManagementToken.TOKEN_FILE));
            return new ManagementClient(URI.create(url.strip()), token.strip(), timeout);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "No gateway runs with the data folder " + dataDir
                            + ": start it, or set TOLLGATE_DATA_DIR to the folder of the one that runs.",
                    e);
        }
    }

    /** @param path with its query: {@code /observe/undelivered?limit=10} */
    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** @param json the body; may be empty */
    public Answer post(String path, byte[] json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path))
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            return new Answer(answer.statusCode(), type, answer.body());
        } catch (java.net.ConnectException e) {
            throw new IOException("The gateway at " + url + " does not answer: it was killed, or is stopping.", e);
        }
    }
}
