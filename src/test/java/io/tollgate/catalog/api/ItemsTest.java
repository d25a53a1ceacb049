package io.tollgate.catalog.api;

import static io.tollgate.TestGateway.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import io.tollgate.upload.DataFolderInspector;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is public of an item for sale, and what is not. */
class ItemsTest {
    private static TestGateway gateway;
    private static DataFolderInspector inspector;
    private static SellerFixture desk;
    private static int number;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("TOLLGATE_ALLOW_UNSEALED_SALES", "true"));
        inspector = new DataFolderInspector(gateway);
        desk = new SellerFixture(gateway);
    }

    @AfterAll
    static void stop() {
        inspector.close();
        gateway.close();
    }

    private static byte[] content() {
        return ("content number " + number++).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode shown(TestGateway.Sold sold) {
        HttpResponse<byte[]> answer = gateway.get(desk.url(sold));
        assertThat(answer.statusCode()).isEqualTo(200);
        return TestGateway.json(answer);
    }

    private static String withoutPath(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + answer.headers().map() + new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void anItemTellsWhatABuyerWantsToKnow() {
        TestGateway.Sold sold =
                gateway.offer(content(), "price=0.25&title=A%20report&description=Long&accessHours=48&epochs=9");

        JsonNode item = shown(sold);

        assertThat(item.path("blobId").asText()).isEqualTo(sold.blobId());
        assertThat(item.path("title").asText()).isEqualTo("A report");
        assertThat(item.path("description").asText()).isEqualTo("Long");
        assertThat(item.path("price").asText()).isEqualTo("0.25");
        assertThat(item.path("pricing").path("price").asText()).isEqualTo("0.25");
        assertThat(item.path("prices").path(0).path("network").asText()).isEqualTo("base-sepolia");
        assertThat(item.path("prices").path(0).path("amount").asText()).isEqualTo("250000");
        assertThat(item.path("payTo").asText())
                .isEqualTo(sold.answer().path("payTo").asText());
        assertThat(item.path("accessHours").asInt()).isEqualTo(48);
        assertThat(item.path("availability").asText()).isEqualTo("for-sale");
        assertThat(item.path("endEpoch").asLong())
                .isEqualTo(sold.answer().path("endEpoch").asLong());
        Instant expires = Instant.parse(item.path("expiresAt").asText());
        Instant sold49HoursBefore = Instant.parse(item.path("forSaleUntil").asText());
        assertThat(sold49HoursBefore).isEqualTo(expires.minusSeconds(49 * 3600));
        assertThat(item.path("downloadUrl").asText())
                .isEqualTo(sold.downloadUrl().toString());
    }

    @Test
    void r25AnItemTellsNothingThatOpensIt() {
        TestGateway.Sold unsealed = gateway.offer(content(), "price=0.01&sealed=false");
        TestGateway.Sold sealed = gateway.upload(content(), PRICE);

        for (TestGateway.Sold sold : List.of(unsealed, sealed)) {
            String told = shown(sold).toString() + TestGateway.json(gateway.get(gateway.url("/items")));

            assertThat(told)
                    .doesNotContain("/v1/blobs")
                    .doesNotContain("sha256")
                    .doesNotContain(sold.answer().path("sha256").asText())
                    .doesNotContain("item_")
                    .doesNotContain("seller_")
                    .doesNotContainIgnoringCase("key");
        }
    }

    @Test
    void theListIsReadPageByPageWhileItChanges() {
        try (TestGateway shop = TestGateway.start()) {
            List<String> uploaded = new ArrayList<>();
            List<TestGateway.Sold> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(shop.upload(content(), PRICE));
                uploaded.addFirst(all.getLast().blobId());
            }
            SellerFixture seller = new SellerFixture(shop);

            JsonNode first = TestGateway.json(shop.get(shop.url("/items?limit=2")));
            String next = first.path("next").asText();
            seller.delete(all.get(3), "", "Authorization", SellerFixture.token(all.get(3)));
            JsonNode second = TestGateway.json(shop.get(shop.url("/items?limit=2&after=" + next)));
            JsonNode third = TestGateway.json(shop.get(
                    shop.url("/items?limit=2&after=" + second.path("next").asText())));

            List<String> seen = new ArrayList<>();
            for (JsonNode page : List.of(first, second, third)) {
                page.path("items").forEach(item -> seen.add(item.path("blobId").asText()));
            }
            assertThat(next).isEqualTo(all.get(3).blobId());
            assertThat(seen).containsExactlyElementsOf(uploaded);
            assertThat(third.path("next").isNull()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "limit=-1", "limit=", "limit=1&limit=2", "after=%zz"})
    void aPageThatCannotBeIsRefused(String query) {
        RawHttp.Answer answer = RawHttp.get(gateway.port(), "/items?" + query);

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void anEmptyPageIsBehindWhatNobodyKnows() {
        JsonNode page = TestGateway.json(gateway.get(gateway.url("/items?after=" + "x".repeat(300))));

        assertThat(page.path("items")).isEmpty();
    }

    @Test
    void r31WhateverIsNotForSaleLooksLikeWhatNeverWas() {
        TestGateway.Sold withdrawn = gateway.upload(content(), PRICE);
        desk.change(withdrawn, "{\"forSale\":false}");
        TestGateway.Sold over = gateway.upload(content(), PRICE);
        inspector.endSale(over.blobId());
        TestGateway.Sold deleted = gateway.upload(content(), PRICE);
        desk.delete(deleted, "", "Authorization", SellerFixture.token(deleted));
        TestGateway.Sold down = gateway.upload(content(), PRICE);
        inspector.takeDown(down.blobId());

        String neverItem = withoutPath(gateway.get(gateway.url("/items/" + "A".repeat(43))));
        String neverFile = withoutPath(gateway.get(gateway.url("/download/" + "A".repeat(43))));
        for (TestGateway.Sold hidden : List.of(withdrawn, over, deleted, down)) {
            assertThat(withoutPath(gateway.get(desk.url(hidden)))).isEqualTo(neverItem);
            assertThat(withoutPath(gateway.get(desk.url(hidden), "Authorization", "Bearer seller_guess")))
                    .isEqualTo(neverItem);
            if (hidden != down) {
                assertThat(withoutPath(gateway.get(hidden.downloadUrl()))).isEqualTo(neverFile);
            }
            assertThat(new String(gateway.get(gateway.url("/items?limit=200")).body(), StandardCharsets.UTF_8))
                    .doesNotContain(hidden.blobId());
        }
        assertThat(neverItem).startsWith("404");
    }

    @Test
    void itsSellerSeesWhatIsNotForSale() {
        TestGateway.Sold withdrawn = gateway.upload(content(), PRICE);
        desk.change(withdrawn, "{\"forSale\":false}");

        JsonNode item =
                TestGateway.json(gateway.get(desk.url(withdrawn), "Authorization", SellerFixture.token(withdrawn)));

        assertThat(item.path("availability").asText()).isEqualTo("withdrawn");
    }

    @ParameterizedTest
    @CsvSource({
        "/items,     POST,   405",
        "/items,     PUT,    405",
        "/items,     PATCH,  405",
        "/items,     DELETE, 405",
        "/items,     TRACE,  405",
        "/items,     HEAD,   200",
        "/items,     OPTIONS,204",
        "/items/ID,  POST,   405",
        "/items/ID,  PUT,    405",
        "/items/ID,  TRACE,  405",
        "/items/ID,  HEAD,   200",
        "/items/ID,  OPTIONS,204",
        "/items/ID,  PATCH,  401",
        "/items/ID,  DELETE, 401",
        "/items/ID/, GET,    400",
        "/items//ID, GET,    400",
        "/items/%49D,GET,    400"
    })
    void r15EveryMethodDoesWhatItSays(String path, String method, int status) {
        TestGateway.Sold sold = gateway.upload(content(), PRICE);
        String target = path.replace("ID", sold.blobId()).strip();

        RawHttp.Answer answer = RawHttp.send(
                gateway.port(),
                method + " " + target + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(gateway.get(URI.create(desk.url(sold).toString())).statusCode())
                .isEqualTo(200);
        if (method.equals("HEAD")) {
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void a402SaysWhenTheFileMayGo() {
        TestGateway.Sold sold = gateway.upload(content(), PRICE);

        String sunset =
                gateway.get(sold.downloadUrl()).headers().firstValue("Sunset").orElseThrow();

        Instant date = Instant.from(java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.parse(sunset));
        Instant expires = Instant.parse(shown(sold).path("expiresAt").asText());
        assertThat(date).isEqualTo(expires.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }
}
