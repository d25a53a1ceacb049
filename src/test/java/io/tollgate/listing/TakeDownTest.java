package io.tollgate.listing;

import static io.tollgate.Twin.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.Purse;
import io.tollgate.Twin;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator must not serve is served to nobody, and said so. */
class TakeDownTest {
    private static Twin twin;

    @BeforeAll
    static void start() {
        twin = Twin.start(Map.of("TOLLGATE_ITEM_CACHE", "1m"));
    }

    @AfterAll
    static void stop() {
        twin.close();
    }

    private static HttpResponse<byte[]> operator(Twin.Sold sold, String verb, String json) {
        return twin.send(HttpRequest.newBuilder(twin.managementUrl("/items/" + sold.blobId() + "/" + verb))
                .header("Authorization", twin.managementToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    @Test
    void whatIsTakenDownIsServedToNobodyUntilItIsRestored() {
        Twin.Sold sold = twin.upload("unlawful".getBytes(StandardCharsets.UTF_8), PRICE);
        String payment = Purse.encode(new Purse(twin.buyer()).v2(twin.get(sold.downloadUrl())));
        assertThat(twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);

        assertThat(operator(sold, "takedown", "{\"reason\":\"court order 12/34\"}")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<byte[]> asked = twin.get(sold.downloadUrl());
        assertThat(asked.statusCode()).isEqualTo(451);
        assertThat(Twin.json(asked).path("code").asText()).isEqualTo("taken_down");
        assertThat(new String(asked.body(), StandardCharsets.UTF_8)).doesNotContain("12/34");
        assertThat(asked.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
        assertThat(twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(451);
        assertThat(new SellerDesk(twin)
                        .patch(sold, "{\"price\":\"0\"}", "Authorization", SellerDesk.token(sold))
                        .statusCode())
                .isEqualTo(451);
        assertThat(new String(twin.get(twin.url("/items")).body(), StandardCharsets.UTF_8))
                .doesNotContain(sold.blobId());

        assertThat(operator(sold, "restore", "").statusCode()).isEqualTo(200);
        assertThat(twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTakeDownNeedsAReasonAndAnItem() {
        Twin.Sold sold = twin.upload("lawful".getBytes(StandardCharsets.UTF_8), PRICE);
        Twin.Sold never = new Twin.Sold("A".repeat(43), sold.downloadUrl(), sold.answer());

        assertThat(operator(sold, "takedown", "{}").statusCode()).isEqualTo(400);
        assertThat(operator(sold, "takedown", "{\"reason\":\"\"}").statusCode()).isEqualTo(400);
        assertThat(operator(sold, "takedown", "{\"reason\":\"x\",\"more\":1}").statusCode())
                .isEqualTo(400);
        assertThat(operator(never, "takedown", "{\"reason\":\"x\"}").statusCode())
                .isEqualTo(404);
        assertThat(twin.get(sold.downloadUrl()).statusCode()).isEqualTo(402);
    }

    @Test
    void onlyTheOperatorsPortTakesDown() {
        Twin.Sold sold = twin.upload("also lawful".getBytes(StandardCharsets.UTF_8), PRICE);
        String path = "/items/" + sold.blobId() + "/takedown";

        assertThat(twin.send(HttpRequest.newBuilder(twin.url(path))
                                .header("Authorization", twin.managementToken())
                                .POST(BodyPublishers.ofString("{\"reason\":\"x\"}"))
                                .build())
                        .statusCode())
                .isEqualTo(404);
        assertThat(twin.send(HttpRequest.newBuilder(twin.managementUrl(path))
                                .POST(BodyPublishers.ofString("{\"reason\":\"x\"}"))
                                .build())
                        .statusCode())
                .isEqualTo(401);
        assertThat(twin.get(sold.downloadUrl()).statusCode()).isEqualTo(402);
    }
}
