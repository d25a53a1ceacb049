package io.tollgate.payer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tollgate.x402.evm.Wallet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The wallet of PRIVATE_KEY; without it, the play-money one that a development gateway on this machine gives away. */
public final class PayerWallet implements WalletProvider {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LARGEST = 64 * 1024;

    private final Optional<String> privateKey;
    private final HttpClient http;

    public PayerWallet(Optional<String> privateKey, HttpClient http) {
        this.privateKey = privateKey;
        this.http = http;
    }

    @Override
    public Optional<Wallet> find(URI seller) throws IOException, InterruptedException {
        if (privateKey.isPresent()) {
            return Optional.of(new Wallet(privateKey.get()));
        }
        return LoopbackHosts.loopback(seller) ? given(seller) : Optional.empty();
    }

    private Optional<Wallet> given(URI seller) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(seller.resolve("/dev/wallet"))
                .timeout(TIMEOUT)
                .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                return Optional.empty();
            }
            JsonNode wallet = new ObjectMapper().readTree(body.readNBytes(LARGEST));
            return Optional.of(wallet.path("privateKey").asText())
                    .filter(key -> key.matches("0x[0-9a-fA-F]{64}"))
                    .map(Wallet::new);
        }
    }
}
