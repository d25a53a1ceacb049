package io.tollgate.dev.facilitator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.x402.evm.Wallet;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedFacilitatorRoutesTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void clearFaults() {
        gateway.send(HttpRequest.newBuilder(gateway.url("/dev/facilitator/faults"))
                .DELETE()
                .build());
    }

    private static HttpResponse<byte[]> post(String path, String body) {
        return gateway.send(HttpRequest.newBuilder(gateway.url(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode get(String path) {
        return TestGateway.json(gateway.get(gateway.url(path)));
    }

    /** A call with a payment that is valid now. */
    private static ObjectNode call(int version) {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(version);
        builder.validAfter = 0;
        builder.validBefore = 99_999_999_999L;
        builder.payer = gateway.buyer();
        return builder.json();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aPaymentIsVerifiedAndSettledOverHttp(int version) {
        ObjectNode call = call(version);
        String payer = call.at("/paymentPayload/payload/authorization/from").textValue();

        HttpResponse<byte[]> verified = post("/dev/facilitator/verify", call.toString());
        HttpResponse<byte[]> settled = post("/dev/facilitator/settle", call.toString());
        HttpResponse<byte[]> again = post("/dev/facilitator/settle", call.toString());

        assertThat(TestGateway.json(verified).path("isValid").booleanValue()).isTrue();
        assertThat(TestGateway.json(settled).path("success").booleanValue()).isTrue();
        assertThat(again.body()).isEqualTo(settled.body());
        assertThat(settled.statusCode()).isEqualTo(200);
        assertThat(settled.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(settled.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(settled.headers().firstValueAsLong("Content-Length")).hasValue(settled.body().length);
        JsonNode account = get("/dev/facilitator/balances/" + payer);
        assertThat(account.path("balance").textValue()).isEqualTo("999990000");
        assertThat(account.path("transfers").intValue()).isEqualTo(1);
    }

    @Test
    void theSupportedKindsAreListed() {
        assertThat(get("/dev/facilitator/supported").path("kinds")).hasSize(2);
    }

    @Test
    void theWalletIsADevelopmentAccountWithMoney() {
        JsonNode wallet = get("/dev/wallet");

        assertThat(new Wallet(wallet.path("privateKey").textValue()).address())
                .hasToString(wallet.path("address").textValue());
        assertThat(wallet.path("network").textValue()).isEqualTo("base-sepolia");
        assertThat(wallet.path("asset").textValue()).isEqualTo("0x036CbD53842c5426634e7929541eC2318f3dCF7e");
        assertThat(wallet.path("balance").textValue()).isEqualTo("1000000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"address\":null}",
                "{\"address\":7}",
                "{\"address\":\"0x12\"}",
                "{\"address\":\"0x0000000000000000000000000000000000000000\"}",
                "{\"address\":\"0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC\",\"amount\":\"1000000001\"}",
                "{\"address\":\"0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC\",\"amount\":\"-1\"}"
            })
    void theFaucetRefusesInvalidRequests(String body) {
        HttpResponse<byte[]> answer = post("/dev/faucet", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void theBalanceOfAnInvalidAddressIsABadRequest() {
        assertThat(gateway.get(gateway.url("/dev/facilitator/balances/invalid")).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "\u0000"})
    void aMalformedCallIsABadRequest(String body) {
        assertThat(post("/dev/facilitator/verify", body).statusCode()).isEqualTo(400);
        assertThat(post("/dev/facilitator/settle", body).statusCode()).isEqualTo(400);
    }

    @Test
    void faultsAreAddedShownAndCleared() {
        HttpResponse<byte[]> added =
                post("/dev/facilitator/faults", "{\"call\":\"settle\",\"kind\":\"status-500\",\"times\":2}");

        assertThat(added.statusCode()).isEqualTo(200);
        assertThat(get("/dev/facilitator/faults").toString())
                .isEqualTo("{\"faults\":[{\"call\":\"settle\",\"kind\":\"status-500\",\"times\":2}]}");
        assertThat(post("/dev/facilitator/settle", call(2).toString()).statusCode())
                .isEqualTo(500);
        clearFaults();
        assertThat(get("/dev/facilitator/faults").path("faults")).isEmpty();
        assertThat(post("/dev/facilitator/settle", call(2).toString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRedirectPointsToItsLocation() {
        post(
                "/dev/facilitator/faults",
                "{\"call\":\"verify\",\"kind\":\"redirect\",\"times\":1,\"location\":\"http://127.0.0.1:9/x\"}");

        HttpResponse<byte[]> answer = post("/dev/facilitator/verify", call(2).toString());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("http://127.0.0.1:9/x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}
            []
            {"call":"settle"}
            {"call":"settle","kind":"nonsense"}
            {"call":"nonsense","kind":"hang"}
            {"call":"verify","kind":"pending"}
            {"call":"settle","kind":"hang","times":0}
            {"call":"settle","kind":"hang","millis":600001}
            {"call":"settle","kind":"hang","surprise":1}
            """)
    void anInvalidFaultIsRefused(String body) {
        assertThat(post("/dev/facilitator/faults", body).statusCode()).isEqualTo(400);
        assertThat(get("/dev/facilitator/faults").path("faults")).isEmpty();
    }
}
