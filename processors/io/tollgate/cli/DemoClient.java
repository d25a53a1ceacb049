package io.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tollgate.payer.PayingClient;
import io.tollgate.x402.money.AtomicAmount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** The demo's plain requests: asking without paying, presenting a payment again, looking at play-money balances. */
final class DemoClient {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final HttpClient http;
    private final URI gateway;

    DemoClient(HttpClient http, URI gateway) {
        this.http = http;
        this.gateway = gateway;
    }

    HttpResponse<byte[]> get(URI url, Optional<PayingClient.Sent> payment) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(TIMEOUT);
        payment.ifPresent(sent -> request.header(sent.headerName(), sent.headerValue()));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The account whose play money the demo spends. */
    String buyer() throws IOException, InterruptedException {
        return json("/dev/wallet").path("address").asText();
    }

    AtomicAmount balance(String account) throws IOException, InterruptedException {
        return AtomicAmount.parse(
                json("/dev/facilitator/balances/" + account).path("balance").asText());
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(gateway.resolve(path), Optional.empty());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answers " + answer.statusCode());
        }
        return new ObjectMapper().readTree(answer.body());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
