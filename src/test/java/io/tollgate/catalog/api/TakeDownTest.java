package io.tollgate.catalog.api;

import static io.tollgate.TestGateway.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A file that was taken down is not served to anyone, and the answer says so. */
class TakeDownTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("TOLLGATE_ITEM_CACHE", "1m"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<byte[]> operator(TestGateway.Sold sold, String verb, String json) {
        return gateway.send(HttpRequest.newBuilder(gateway.managementUrl("/items/" + sold.blobId() + "/" + verb))
                .header("Authorization", gateway.managementToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    @Test
    void whatIsTakenDownIsServedToNobodyUntilItIsRestored() {
        TestGateway.Sold sold = gateway.upload("unlawful".getBytes(StandardCharsets.UTF_8), PRICE);
        String payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);

        assertThat(operator(sold, "takedown", "{\"reason\":\"court order 12/34\"}")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<byte[]> asked = gateway.get(sold.downloadUrl());
        assertThat(asked.statusCode()).isEqualTo(451);
        assertThat(TestGateway.json(asked).path("code").asText()).isEqualTo("taken_down");
        assertThat(new String(asked.body(), StandardCharsets.UTF_8)).doesNotContain("12/34");
        assertThat(asked.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(451);
        assertThat(new SellerFixture(gateway)
                        .patch(sold, "{\"price\":\"0\"}", "Authorization", SellerFixture.token(sold))
                        .statusCode())
                .isEqualTo(451);
        assertThat(new String(gateway.get(gateway.url("/items")).body(), StandardCharsets.UTF_8))
                .doesNotContain(sold.blobId());

        assertThat(operator(sold, "restore", "").statusCode()).isEqualTo(200);
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTakeDownNeedsAReasonAndAnItem() {
        TestGateway.Sold sold = gateway.upload("lawful".getBytes(StandardCharsets.UTF_8), PRICE);
        TestGateway.Sold never = new TestGateway.Sold("A".repeat(43), sold.downloadUrl(), sold.answer());

        assertThat(operator(sold, "takedown", "{}").statusCode()).isEqualTo(400);
        assertThat(operator(sold, "takedown", "{\"reason\":\"\"}").statusCode()).isEqualTo(400);
        assertThat(operator(sold, "takedown", "{\"reason\":\"x\",\"more\":1}").statusCode())
                .isEqualTo(400);
        assertThat(operator(never, "takedown", "{\"reason\":\"x\"}").statusCode())
                .isEqualTo(404);
        assertThat(gateway.get(sold.downloadUrl()).statusCode()).isEqualTo(402);
    }

    @Test
    void onlyTheOperatorsPortTakesDown() {
        TestGateway.Sold sold = gateway.upload("also lawful".getBytes(StandardCharsets.UTF_8), PRICE);
        String path = "/items/" + sold.blobId() + "/takedown";

        assertThat(gateway.send(HttpRequest.newBuilder(gateway.url(path))
                                .header("Authorization", gateway.managementToken())
                                .POST(BodyPublishers.ofString("{\"reason\":\"x\"}"))
                                .build())
                        .statusCode())
                .isEqualTo(404);
        assertThat(gateway.send(HttpRequest.newBuilder(gateway.managementUrl(path))
                                .POST(BodyPublishers.ofString("{\"reason\":\"x\"}"))
                                .build())
                        .statusCode())
                .isEqualTo(401);
        assertThat(gateway.get(sold.downloadUrl()).statusCode()).isEqualTo(402);
    }
}
