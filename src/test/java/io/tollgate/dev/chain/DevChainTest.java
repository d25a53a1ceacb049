package io.tollgate.dev.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.x402.chain.AuthorizationUse;
import io.tollgate.x402.chain.Chain;
import io.tollgate.x402.chain.Chains;
import io.tollgate.x402.chain.WrongChain;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.money.UnixTime;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of a reconciler, sent to the embedded chain over HTTP. */
class DevChainTest {
    private static final Network NETWORK = new Networks().find("base-sepolia").orElseThrow();
    private static final Asset USDC = NETWORK.usdc();
    private static final String SELLER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
    private static final String OTHER_SELLER = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";

    private static TestGateway gateway;
    private static Chains chains;

    private final Wallet buyer = gateway.buyer();
    private final ObjectNode payload = new TestPayer(buyer).signed(SELLER, "10000");
    private final Authorization authorization = authorization(payload);
    private Chain chain;
    private UnixTime claimed;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        chains = new Chains(Map.of(NETWORK, gateway.url("/dev/chain")), Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() {
        chains.close();
        gateway.close();
    }

    @BeforeEach
    void prepareChain() {
        chain = chains.of(NETWORK).orElseThrow();
        claimed = UnixTime.of(Instant.now());
    }

    @AfterEach
    void clearFaults() {
        gateway.chainFault("{}");
    }

    private AuthorizationUse use() throws IOException {
        return chain.use(USDC, authorization, claimed);
    }

    @Test
    void theNewestBlockHasTheCurrentTime() throws IOException {
        assertThat(chain.latest().time().seconds().longValueExact())
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
    }

    @Test
    void anUnusedAuthorizationIsReportedAsUnused() throws IOException {
        assertThat(use()).isInstanceOf(AuthorizationUse.Unused.class);
    }

    @Test
    void aSettledPaymentIsPaidInTheTransactionOfTheReceipt() throws IOException {
        String transaction = gateway.transferAsStranger(payload);

        AuthorizationUse use = use();

        assertThat(use).isInstanceOfSatisfying(AuthorizationUse.Paid.class, paid -> {
            assertThat(paid.transaction()).isEqualTo(new Bytes32(transaction));
            assertThat(paid.at().time()).isGreaterThanOrEqualTo(claimed);
            assertThat(paid.asOf().block()).isGreaterThanOrEqualTo(paid.at().block());
        });
    }

    @Test
    void r43_aCanceledAuthorizationIsReportedAsCanceled() throws IOException {
        String transaction = gateway.cancelAuthorization(
                buyer.address(), authorization.nonce().hex());

        assertThat(use())
                .isInstanceOfSatisfying(
                        AuthorizationUse.Canceled.class,
                        canceled -> assertThat(canceled.transaction()).isEqualTo(new Bytes32(transaction)));
        assertThatThrownBy(() -> gateway.transferAsStranger(payload)).hasMessageContaining("409");
    }

    @Test
    void r43_theSameNonceUsedForAnotherSellerIsNotAPayment() throws IOException {
        gateway.transferAsStranger(paidTo(OTHER_SELLER, "10000"));

        assertThat(use()).isInstanceOf(AuthorizationUse.UsedOtherwise.class);
    }

    @Test
    void anotherAmountIsNotAPayment() throws IOException {
        gateway.transferAsStranger(paidTo(SELLER, "9999"));

        assertThat(use()).isInstanceOf(AuthorizationUse.UsedOtherwise.class);
    }

    @Test
    void aUseLongBeforeTheClaimIsNotItsPayment() throws IOException {
        gateway.transferAsStranger(payload);
        claimed = UnixTime.of(Instant.now().plusSeconds(100_000));
        gateway.chainFault("{\"aheadSeconds\":100000}");

        assertThat(use()).isInstanceOf(AuthorizationUse.UsedOtherwise.class);
    }

    @Test
    void aNodeThatLagsBehindReportsTheTimeOfItsBlock() throws IOException {
        gateway.transferAsStranger(payload);
        gateway.chainFault("{\"staleSeconds\":3600}");

        AuthorizationUse use = use();

        assertThat(use).isInstanceOf(AuthorizationUse.Unused.class);
        assertThat(use.asOf().time()).isLessThan(claimed);
    }

    @Test
    void theChainsClockCanRunAheadAndExpireAnAuthorization() throws IOException {
        gateway.chainFault("{\"aheadSeconds\":1000}");

        assertThat(use().asOf().time()).isGreaterThan(authorization.validBefore());
        assertThatThrownBy(() -> gateway.transferAsStranger(payload)).hasMessageContaining("409");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"down\":true}", "{\"garbage\":true}", "{\"error\":true}"})
    void aFailingNodeGivesNoAnswer(String fault) {
        gateway.chainFault(fault);

        assertThatThrownBy(this::use).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> chain.latest()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> chain.hasCode(buyer.address())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> chain.signedByContract(buyer.address(), new byte[32], new byte[65]))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aHangingNodeTimesOut() {
        gateway.chainFault("{\"delayMillis\":2000}");

        try (Chains impatient = new Chains(Map.of(NETWORK, gateway.url("/dev/chain")), Duration.ofMillis(50))) {
            assertThatThrownBy(() -> impatient.of(NETWORK).orElseThrow().latest())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("did not answer within 50 ms");
        }
    }

    @Test
    void aNodeOfAnotherChainGivesNoAnswers() {
        gateway.chainFault("{\"chainId\":1}");

        try (Chains mismatched = new Chains(Map.of(NETWORK, gateway.url("/dev/chain")), Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> mismatched.verify(NETWORK)).isInstanceOf(WrongChain.class);
            assertThatThrownBy(() -> mismatched.of(NETWORK).orElseThrow().use(USDC, authorization, claimed))
                    .isInstanceOf(WrongChain.class)
                    .hasMessage("the node serves eip155:1, not eip155:84532 (base-sepolia)");
        }
    }

    @Test
    void onlyTheTokenHasCode() throws IOException {
        assertThat(chain.hasCode(USDC.address())).isTrue();
        assertThat(chain.hasCode(buyer.address())).isFalse();
        assertThat(chain.signedByContract(buyer.address(), new byte[32], new byte[65]))
                .isFalse();
        assertThat(chain.signedByContract(USDC.address(), new byte[32], new byte[65]))
                .isFalse();
    }

    @Test
    void anUnconfiguredChainIsNotAvailable() {
        assertThat(chains.of(new Networks().find("base").orElseThrow())).isEmpty();
    }

    @Test
    void aStrangerNeedsAValidSignature() {
        payload.put("signature", payload.path("signature").textValue().replaceFirst("0x..", "0x01"));

        assertThatThrownBy(() -> gateway.transferAsStranger(payload))
                .hasMessageContaining("invalid_exact_evm_signature");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"jsonrpc":"2.0","id":1,"method":"eth_mining","params":[]}                              | /error/code | -32601
            {"jsonrpc":"2.0","id":1,"method":"eth_getTransactionReceipt","params":["0x1"]}          | /error/code | -32602
            {"jsonrpc":"2.0","id":1,"method":"eth_getLogs","params":[{"fromBlock":"0x0"}]}          | /error/code | -32000
            {"jsonrpc":"2.0","id":"a","method":"eth_chainId","params":[]}                           | /result     | 0x14a34
            [{"id":1,"method":"eth_chainId"},{"id":2,"method":"eth_chainId"}]                       | /1/result   | 0x14a34
            nonsense                                                                                | /error/code | -32601
            """)
    void invalidRequestsAreRefused(String question, String pointer, String answer) {
        HttpResponse<byte[]> response = gateway.send(HttpRequest.newBuilder(gateway.url("/dev/chain"))
                .POST(BodyPublishers.ofString(question))
                .build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(TestGateway.json(response).at(pointer).asText()).isEqualTo(answer);
    }

    private ObjectNode paidTo(String payTo, String amount) {
        Authorization other = new Authorization(
                buyer.address(),
                Address.parse(payTo),
                AtomicAmount.parse(amount),
                authorization.validAfter(),
                authorization.validBefore(),
                authorization.nonce());
        ObjectNode modified = payload.deepCopy().put("signature", buyer.sign(USDC, other));
        ((ObjectNode) modified.path("authorization")).put("to", payTo).put("value", amount);
        return modified;
    }

    private static Authorization authorization(JsonNode payload) {
        JsonNode fields = payload.path("authorization");
        return new Authorization(
                Address.parse(fields.path("from").textValue()),
                Address.parse(fields.path("to").textValue()),
                AtomicAmount.parse(fields.path("value").textValue()),
                UnixTime.parse(fields.path("validAfter").textValue()),
                UnixTime.parse(fields.path("validBefore").textValue()),
                new Bytes32(fields.path("nonce").textValue()));
    }
}
