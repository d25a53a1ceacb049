package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.catalog.api.SellerFixture;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** R8 with several networks: a payment is accepted only on a network on which the file is offered. */
class NetworkAttacksTest {
    private static TestGateway bank;
    private static TestGateway gateway;
    private static SellerFixture desk;

    @BeforeAll
    static void start() {
        bank = TestGateway.start();
        gateway = TestGateway.start(Map.of(
                "NETWORK",
                "polygon-amoy,base-sepolia,avalanche-fuji",
                "RPC_URL",
                "off",
                "FACILITATOR_URL",
                bank.url("/dev/facilitator").toString()));
        desk = new SellerFixture(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        bank.close();
    }

    private static TestGateway.Sold sell(String content, String query) {
        return gateway.offer(content.getBytes(StandardCharsets.UTF_8), "price=0.01" + query);
    }

    @Test
    void everyNetworkIsOfferedInTheHeaderAndV1NetworksInTheBody() {
        HttpResponse<byte[]> challenge = gateway.get(sell("everywhere", "").downloadUrl());

        JsonNode v2 = TestPayer.terms(challenge).path("accepts");
        JsonNode v1 = TestGateway.json(challenge).path("accepts");
        assertThat(v2.findValuesAsText("network")).containsExactly("eip155:80002", "eip155:84532", "eip155:43113");
        assertThat(v2.findValuesAsText("amount")).containsOnly("10000");
        assertThat(v2.findValuesAsText("asset")).doesNotHaveDuplicates();
        assertThat(v1.findValuesAsText("network")).containsExactly("base-sepolia", "avalanche-fuji");
        assertThat(challenge.headers().firstValue("PAYMENT-REQUIRED").orElseThrow())
                .hasSizeLessThan(4096);
    }

    @Test
    void aPaymentIsAcceptedOnTheNetworkItNames() {
        TestGateway.Sold sold = sell("paid on the second", "");
        TestPayer payer = new TestPayer(bank.buyer());
        HttpResponse<byte[]> challenge = gateway.get(sold.downloadUrl());

        HttpResponse<byte[]> v2 =
                gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payer.v2(challenge, 1)));
        HttpResponse<byte[]> v1 = gateway.get(sold.downloadUrl(), "X-PAYMENT", TestPayer.encode(payer.v1(challenge)));

        assertThat(v2.statusCode()).isEqualTo(200);
        assertThat(v1.statusCode()).isEqualTo(200);
        assertThat(bank.account(payer.address()).path("transfers").asInt()).isEqualTo(2);
    }

    @Test
    void r8ASignatureForOneNetworkIsInvalidOnAnother() {
        TestGateway.Sold sold = sell("signed elsewhere", "");
        TestPayer payer = new TestPayer(bank.buyer());

        HttpResponse<byte[]> answer = gateway.get(
                sold.downloadUrl(),
                "PAYMENT-SIGNATURE",
                TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl()), 0)));

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(TestGateway.json(answer).path("error").asText()).contains("signature");
    }

    @Test
    void r8APaymentOnANetworkThatTheSellerDoesNotAcceptIsRefused() {
        TestGateway.Sold sold = sell("amoy only", "&networks=polygon-amoy");
        TestGateway.Sold everywhere = sell("everywhere else", "");
        TestPayer payer = new TestPayer(bank.buyer());
        ObjectNode payment = payer.v2(gateway.get(everywhere.downloadUrl()), 1);
        payment.set("resource", TestPayer.terms(gateway.get(sold.downloadUrl())).path("resource"));
        ((ObjectNode) payment.path("accepted").path("extra"))
                .set(
                        "quote",
                        TestPayer.terms(gateway.get(sold.downloadUrl()))
                                .path("accepts")
                                .path(0)
                                .path("extra")
                                .path("quote"));

        HttpResponse<byte[]> answer = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payment));

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(TestGateway.json(answer).path("error").asText()).isEqualTo("invalid_network");
        assertThat(TestGateway.json(answer).path("accepts")).isEmpty();
        assertThat(bank.account(payer.address()).path("transfers").asInt()).isZero();
    }

    @Test
    void r8AnUnsupportedNetworkIsRefused() {
        TestGateway.Sold sold = sell("not on a mainnet", "");
        TestPayer payer = new TestPayer(bank.buyer());
        HttpResponse<byte[]> challenge = gateway.get(sold.downloadUrl());

        for (String network : new String[] {"base", "solana", "eip155:1", "eip155:999999"}) {
            HttpResponse<byte[]> answer = gateway.get(
                    sold.downloadUrl(),
                    "X-PAYMENT",
                    TestPayer.encode(payer.v1(challenge).put("network", network)));

            assertThat(answer.statusCode()).isEqualTo(402);
        }
        assertThat(bank.account(payer.address()).path("transfers").asInt()).isZero();
    }

    @Test
    void aPaidBuyerIsServedAfterTheSellerLeavesTheNetwork() {
        TestGateway.Sold sold = sell("left later", "");
        TestPayer payer = new TestPayer(bank.buyer());
        String payment = TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl()), 1));
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);

        JsonNode changed = desk.change(sold, "{\"networks\":[\"avalanche-fuji\"]}");

        assertThat(changed.path("prices").findValuesAsText("network")).containsExactly("avalanche-fuji");
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);
        assertThat(desk.change(sold, "{\"networks\":[]}").path("prices")).hasSize(3);
    }
}
