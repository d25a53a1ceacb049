package io.tollgate.facilitator.onchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import io.tollgate.app.FacilitatorServer;
import io.tollgate.settings.SettingsLoader;
import io.tollgate.x402.evm.Wallet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The facilitator over HTTP, as far as it needs no chain to be written to. */
class FacilitatorServerTest {
    @TempDir
    private static Path folder;

    private static TestGateway gateway;
    private static FacilitatorServer facilitator;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start();
        Map<String, String> environment = Map.of(
                "PORT", "0",
                "RPC_URL", gateway.url("/dev/chain").toString(),
                "FACILITATOR_GAS_KEY", Wallet.development(5).reveal());
        facilitator = FacilitatorServer.start(
                new SettingsLoader(environment, folder).loadFacilitator(Map.of()), OnChain.Times.USUAL);
    }

    @AfterAll
    static void stop() {
        facilitator.close();
        gateway.close();
    }

    @AfterEach
    void heal() {
        gateway.chainFault("{}");
    }

    private static HttpResponse<byte[]> send(String method, String path, String body) {
        return gateway.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + facilitator.port() + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private static ChainOrder order() {
        return new ChainOrder(gateway.buyer());
    }

    @Test
    void itIsHealthyAndSaysWhatItCanDo() {
        assertThat(send("GET", "/health", "").statusCode()).isEqualTo(200);
        assertThat(new String(send("GET", "/supported", "").body()))
                .contains(
                        "\"signers\":{\"eip155:*\":[\"" + Wallet.development(5).address() + "\"]}");
    }

    @ParameterizedTest
    @CsvSource({"GET, /verify, 405", "GET, /settle, 405", "POST, /supported, 405", "GET, /, 404", "GET, /items, 404"})
    void nothingElseIsServed(String method, String path, int status) {
        assertThat(send(method, path, "").statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "7"})
    void aMalformedCallIsABadRequestInTheFormOfItsAnswer(String body) {
        HttpResponse<byte[]> verified = send("POST", "/verify", body);
        HttpResponse<byte[]> settled = send("POST", "/settle", body);

        assertThat(verified.statusCode()).isEqualTo(400);
        assertThat(TestGateway.json(verified).path("isValid").booleanValue()).isFalse();
        assertThat(settled.statusCode()).isEqualTo(400);
        assertThat(TestGateway.json(settled).path("success").booleanValue()).isFalse();
        assertThat(TestGateway.json(settled).path("transaction").textValue()).isEmpty();
    }

    @Test
    void aCallThatIsTooLongIsNotRead() {
        assertThat(send("POST", "/settle", "{\"a\":\"" + "a".repeat(100_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void whileTheNodeIsDownNothingIsSaidAboutAPayment() {
        String order = order().json().toString();
        gateway.chainFault("{\"down\":true}");

        HttpResponse<byte[]> verified = send("POST", "/verify", order);
        HttpResponse<byte[]> settled = send("POST", "/settle", order);

        assertThat(verified.statusCode()).isEqualTo(503);
        assertThat(TestGateway.json(verified).path("invalidReason").textValue()).isEqualTo("unexpected_verify_error");
        assertThat(settled.statusCode()).isEqualTo(503);
        assertThat(TestGateway.json(settled).path("errorReason").textValue()).isEqualTo("unexpected_settle_error");
        assertThat(TestGateway.json(settled).path("transaction").textValue()).isEmpty();
    }
}
