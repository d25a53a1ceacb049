package io.tollgate.catalog.offer;

import static io.tollgate.TestGateway.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.upload.DataFolderInspector;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another gateway changes an item while this one shows it as it was: prices may be old for a moment, sales never are. */
class OfferCacheTest {
    private static TestGateway testGateway;
    private static DataFolderInspector elsewhere;
    private static int number;
    private TestGateway.Sold sold;

    @BeforeAll
    static void start() {
        testGateway = TestGateway.start(Map.of("TOLLGATE_ITEM_CACHE", "1m"));
        elsewhere = new DataFolderInspector(testGateway);
    }

    @AfterAll
    static void stop() {
        elsewhere.close();
        testGateway.close();
    }

    @BeforeEach
    void anItemThatWasShown() {
        sold = testGateway.upload(("shown " + number++).getBytes(StandardCharsets.UTF_8), PRICE);
        assertThat(testGateway.get(sold.downloadUrl()).statusCode()).isEqualTo(402);
    }

    private HttpResponse<byte[]> pay(HttpResponse<byte[]> challenge) {
        return testGateway.get(
                sold.downloadUrl(),
                "PAYMENT-SIGNATURE",
                TestPayer.encode(new TestPayer(testGateway.buyer()).v2(challenge)));
    }

    private static String amount(HttpResponse<byte[]> challenge) {
        return TestPayer.terms(challenge).path("accepts").path(0).path("amount").asText();
    }

    @Test
    void anOldPriceThatIsShownIsNotSoldAtOnceItsGraceIsOver() {
        elsewhere.reprice(sold.blobId(), "7");
        elsewhere.backdateSupersededTerms(sold.blobId(), 601);

        HttpResponse<byte[]> shown = testGateway.get(sold.downloadUrl());
        HttpResponse<byte[]> paid = pay(shown);

        assertThat(amount(shown)).isEqualTo("10000");
        assertThat(paid.statusCode()).isEqualTo(402);
        assertThat(amount(paid)).isEqualTo("7000000");
    }

    @Test
    void whatIsNoLongerSoldIsNotCharged() {
        elsewhere.endSale(sold.blobId());

        HttpResponse<byte[]> shown = testGateway.get(sold.downloadUrl());
        HttpResponse<byte[]> paid = pay(shown);

        assertThat(shown.statusCode()).isEqualTo(402);
        assertThat(paid.statusCode()).isEqualTo(404);
    }

    @Test
    void whatWasFreeIsNotGivenAwayByAnOldLook() {
        elsewhere.reprice(sold.blobId(), "0");
        TestGateway.Sold free = testGateway.upload(("free " + number).getBytes(StandardCharsets.UTF_8), "0");
        assertThat(testGateway.get(free.downloadUrl()).statusCode()).isEqualTo(200);

        elsewhere.reprice(free.blobId(), "0.01");

        assertThat(testGateway.get(free.downloadUrl()).statusCode()).isEqualTo(402);
    }

    @Test
    void aLookFromMemorySaysWhatALookIntoTheCatalogueSays() {
        HttpResponse<byte[]> fromMemory = testGateway.get(sold.downloadUrl());
        HttpResponse<byte[]> fresh = testGateway.get(sold.downloadUrl(), "Authorization", "Bearer nothing");

        assertThat(withoutQuote(TestPayer.terms(fromMemory))).isEqualTo(withoutQuote(TestPayer.terms(fresh)));
        assertThat(fromMemory.body()).isEqualTo(fresh.body());
        assertThat(pay(fromMemory).statusCode()).isEqualTo(200);
    }

    /** The sign-in of each answer has its own nonce and time, too. */
    private static String withoutQuote(ObjectNode terms) {
        assertThat(terms.path("extensions").has("sign-in-with-x")).isTrue();
        return terms.without("extensions").toString().replaceAll("\"quote\":\"[^\"]*\"", "");
    }
}
