package io.tollgate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollgate.app.Gateway;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.settings.SettingsLoader;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A running gateway with the shipped routes and the embedded Walrus and facilitator, on a free port and in its own folder.
 * A test names only the settings that it changes.
 */
public final class TestGateway implements AutoCloseable {
    public static final JsonMapper JSON = new JsonMapper();

    /** The price most tests sell at: 0.01 USDC. */
    public static final String PRICE = "0.01";

    private final Path folder;
    private final Gateway gateway;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestGateway(Path folder, Gateway gateway) {
        this.folder = folder;
        this.gateway = gateway;
    }

    public static TestGateway start() {
        return start(Map.of());
    }

    /** @param environment settings by their environment names */
    public static TestGateway start(Map<String, String> environment) {
        return start(environment, Clock.systemUTC());
    }

    /** @param clock of the whole gateway, its embedded services included */
    public static TestGateway start(Map<String, String> environment, Clock clock) {
        try {
            Path folder = Files.createTempDirectory("tollgate-test");
            Map<String, String> variables = new HashMap<>(environment);
            variables.putIfAbsent("PORT", "0");
            String facilitator = variables.getOrDefault("FACILITATOR_URL", "/dev/facilitator");
            if (!facilitator.endsWith("/dev/facilitator")) {
                // another facilitator settles on another chain, and tests do not call public nodes
                variables.putIfAbsent("RPC_URL", "off");
            }
            variables.putIfAbsent("TOLLGATE_MANAGEMENT_PORT", "0");
            variables.putIfAbsent("TOLLGATE_DATA_DIR", folder.toString());
            // the built-in routes, unless a test has its own
            variables.putIfAbsent(
                    "TOLLGATE_ROUTES_DIR", folder.resolve("routes").toString());
            // real blob ids have their own tests, and cost a quarter of a second for each upload
            variables.putIfAbsent("TOLLGATE_DEV_WALRUS_REAL_ID_LIMIT", "0B");
            // limits have their own tests; other tests send more requests than the limits allow
            variables.putIfAbsent("TOLLGATE_UPLOADS_PER_MINUTE", "1000000");
            variables.putIfAbsent("TOLLGATE_INVALID_PAYMENTS_PER_MINUTE", "1000000");
            Settings settings = new SettingsLoader(variables, folder).load(Mode.DEV, Map.of());
            return new TestGateway(folder, Gateway.start(settings, Mode.DEV, clock));
        } catch (Exception e) {
            throw new IllegalStateException("the testGateway did not start: " + e.getMessage(), e);
        }
    }

    public int port() {
        return gateway.port();
    }

    public int managementPort() {
        return gateway.managementPort();
    }

    /** A URL on the management port. */
    public URI managementUrl(String path) {
        return URI.create("http://127.0.0.1:" + gateway.managementPort() + path);
    }

    /** The {@code Authorization} header for the management port: {@code Bearer} and the token of this run. */
    public String managementToken() {
        try {
            return "Bearer "
                    + Files.readString(folder.resolve("management.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + gateway.port() + path);
    }

    /** A file for sale. */
    public record Sold(String blobId, URI downloadUrl, JsonNode answer) {}

    /** Uploads through PUT /upload. */
    public Sold upload(byte[] content, String price) {
        return offer(content, "price=" + price);
    }

    /** Uploads with fields of the query: {@code pricePerMiB=0.01&accessHours=2}. */
    public Sold offer(byte[] content, String query) {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(url("/upload?name=file.bin&" + query))
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(content))
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("upload: " + answer.statusCode() + " " + new String(answer.body()));
        }
        JsonNode json = json(answer);
        return new Sold(
                json.path("blobId").asText(),
                URI.create(json.path("downloadUrl").asText()),
                json);
    }

    /** A new wallet with money. */
    public Wallet buyer() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Wallet wallet = new Wallet(HexFormat.of().formatHex(key));
        fund(wallet.address());
        return wallet;
    }

    /** Gives an account money from the faucet. */
    public void fund(Address account) {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(url("/dev/faucet"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"address\":\"" + account + "\"}"))
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("faucet: " + answer.statusCode() + " " + new String(answer.body()));
        }
    }

    /** The account at the embedded token: balance in atomic units and the number of transfers. */
    public JsonNode account(Address address) {
        return json(send(HttpRequest.newBuilder(url("/dev/facilitator/balances/" + address))
                .build()));
    }

    public long balance(Address address) {
        return account(address).path("balance").asLong();
    }

    /** Sets a fault of the embedded facilitator. */
    public void facilitatorFault(String json) {
        fault("/dev/facilitator/faults", json);
    }

    /** Sets the faults of the embedded Walrus. */
    public void walrusFault(String json) {
        fault("/dev/walrus/faults", json);
    }

    /**
     * Replaces the faults of the embedded chain's node: <code>{"down":true}</code>,
     * <code>{"staleSeconds":60}</code>, <code>{"aheadSeconds":600}</code> (the chain's time), <code>{}</code> for nothing.
     */
    public void chainFault(String json) {
        fault("/dev/chain/faults", json);
    }

    /**
     * Makes a stranger submit a payment to the token directly, without the facilitator.
     *
     * @param payload the object of that name in a payment
     * @return the hash of the transaction
     */
    public String transferAsStranger(JsonNode payload) {
        return postTransaction("/dev/chain/transfers", payload.toString());
    }

    /** Cancels an authorization of the payer and returns the hash of the transaction. */
    public String cancelAuthorization(Address authorizer, String nonce) {
        return postTransaction(
                "/dev/chain/cancellations", "{\"authorizer\":\"" + authorizer + "\",\"nonce\":\"" + nonce + "\"}");
    }

    private String postTransaction(String path, String json) {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(url(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + new String(answer.body()));
        }
        return json(answer).path("transaction").asText();
    }

    /** Makes storage answer 503 until {@link #restoreStorage()}. */
    public void breakStorage() {
        walrusFault("{\"read\":{\"unavailable\":true}}");
    }

    public void restoreStorage() {
        walrusFault("{}");
    }

    private void fault(String path, String json) {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(url(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("fault: " + answer.statusCode() + " " + new String(answer.body()));
        }
    }

    /** GET with headers given as name, value, name, value. */
    public HttpResponse<byte[]> get(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        gateway.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
