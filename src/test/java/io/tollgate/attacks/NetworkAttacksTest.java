package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.Purse;
import io.tollgate.Twin;
import io.tollgate.listing.SellerDesk;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** R8 with several networks: each file is paid where it is offered, and nowhere else. */
class NetworkAttacksTest {
    private static Twin bank;
    private static Twin twin;
    private static SellerDesk desk;

    @BeforeAll
    static void start() {
        bank = Twin.start();
        twin = Twin.start(Map.of(
                "NETWORK",
                "polygon-amoy,base-sepolia,avalanche-fuji",
                "RPC_URL",
                "off",
                "FACILITATOR_URL",
                bank.url("/dev/facilitator").toString()));
        desk = new SellerDesk(twin);
    }

    @AfterAll
    static void stop() {
        twin.close();
        bank.close();
    }

    private static Twin.Sold sell(String content, String query) {
        return twin.offer(content.getBytes(StandardCharsets.UTF_8), "price=0.01" + query);
    }

    @Test
    void everyNetworkIsOfferedInTheHeaderAndThoseThatOldClientsKnowInTheBody() {
        HttpResponse<byte[]> challenge = twin.get(sell("everywhere", "").downloadUrl());

        JsonNode v2 = Purse.terms(challenge).path("accepts");
        JsonNode v1 = Twin.json(challenge).path("accepts");
        assertThat(v2.findValuesAsText("network")).containsExactly("eip155:80002", "eip155:84532", "eip155:43113");
        assertThat(v2.findValuesAsText("amount")).containsOnly("10000");
        assertThat(v2.findValuesAsText("asset")).doesNotHaveDuplicates();
        assertThat(v1.findValuesAsText("network")).containsExactly("base-sepolia", "avalanche-fuji");
        assertThat(challenge.headers().firstValue("PAYMENT-REQUIRED").orElseThrow())
                .hasSizeLessThan(4096);
    }

    @Test
    void aPaymentIsTakenOnTheNetworkThatItNames() {
        Twin.Sold sold = sell("paid on the second", "");
        Purse purse = new Purse(bank.buyer());
        HttpResponse<byte[]> challenge = twin.get(sold.downloadUrl());

        HttpResponse<byte[]> v2 =
                twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", Purse.encode(purse.v2(challenge, 1)));
        HttpResponse<byte[]> v1 = twin.get(sold.downloadUrl(), "X-PAYMENT", Purse.encode(purse.v1(challenge)));

        assertThat(v2.statusCode()).isEqualTo(200);
        assertThat(v1.statusCode()).isEqualTo(200);
        assertThat(bank.account(purse.address()).path("transfers").asInt()).isEqualTo(2);
    }

    @Test
    void r8ASignatureForOneNetworkIsNoneForAnother() {
        Twin.Sold sold = sell("signed elsewhere", "");
        Purse purse = new Purse(bank.buyer());

        HttpResponse<byte[]> answer = twin.get(
                sold.downloadUrl(), "PAYMENT-SIGNATURE", Purse.encode(purse.v2(twin.get(sold.downloadUrl()), 0)));

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(Twin.json(answer).path("error").asText()).contains("signature");
    }

    @Test
    void r8AFileIsNotPaidOnANetworkThatItsSellerDoesNotTake() {
        Twin.Sold sold = sell("amoy only", "&networks=polygon-amoy");
        Twin.Sold everywhere = sell("everywhere else", "");
        Purse purse = new Purse(bank.buyer());
        ObjectNode payment = purse.v2(twin.get(everywhere.downloadUrl()), 1);
        payment.set("resource", Purse.terms(twin.get(sold.downloadUrl())).path("resource"));
        ((ObjectNode) payment.path("accepted").path("extra"))
                .set(
                        "quote",
                        Purse.terms(twin.get(sold.downloadUrl()))
                                .path("accepts")
                                .path(0)
                                .path("extra")
                                .path("quote"));

        HttpResponse<byte[]> answer = twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", Purse.encode(payment));

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(Twin.json(answer).path("error").asText()).isEqualTo("invalid_network");
        assertThat(Twin.json(answer).path("accepts")).isEmpty();
        assertThat(bank.account(purse.address()).path("transfers").asInt()).isZero();
    }

    @Test
    void r8ANetworkThatNobodyHereSellsOnIsRefused() {
        Twin.Sold sold = sell("not on a mainnet", "");
        Purse purse = new Purse(bank.buyer());
        HttpResponse<byte[]> challenge = twin.get(sold.downloadUrl());

        for (String network : new String[] {"base", "solana", "eip155:1", "eip155:999999"}) {
            HttpResponse<byte[]> answer = twin.get(
                    sold.downloadUrl(),
                    "X-PAYMENT",
                    Purse.encode(purse.v1(challenge).put("network", network)));

            assertThat(answer.statusCode()).isEqualTo(402);
        }
        assertThat(bank.account(purse.address()).path("transfers").asInt()).isZero();
    }

    @Test
    void whoHasPaidIsServedWhenTheSellerLeavesThatNetwork() {
        Twin.Sold sold = sell("left later", "");
        Purse purse = new Purse(bank.buyer());
        String payment = Purse.encode(purse.v2(twin.get(sold.downloadUrl()), 1));
        assertThat(twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);

        JsonNode changed = desk.change(sold, "{\"networks\":[\"avalanche-fuji\"]}");

        assertThat(changed.path("prices").findValuesAsText("network")).containsExactly("avalanche-fuji");
        assertThat(twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);
        assertThat(desk.change(sold, "{\"networks\":[]}").path("prices")).hasSize(3);
    }
}
