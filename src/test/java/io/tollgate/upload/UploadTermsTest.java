package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an upload asks for a file: by its size, for some hours, on some networks; and what holds when it does not say. */
class UploadTermsTest {
    private static final int MIB = 1024 * 1024;

    private static TestGateway twin;
    private static DataFolderInspector premises;

    @BeforeAll
    static void start() {
        twin = TestGateway.start(Map.of("PRICE_PER_MIB", "0.02", "MIN_PRICE", "0.003", "MAX_PRICE", "0.05"));
        premises = new DataFolderInspector(twin);
    }

    @AfterAll
    static void stop() {
        premises.close();
        twin.close();
    }

    private static String price(String query, int size) {
        return twin.offer(UploadTest.content(size), query)
                .answer()
                .path("price")
                .asText();
    }

    @Test
    void thePriceFollowsTheSizeByTheGatewaysRateWhenTheUploadNamesNone() {
        assertThat(price("", MIB)).isEqualTo("0.02");
        assertThat(price("", MIB + 1)).isEqualTo("0.020001");
        assertThat(price("", 10)).isEqualTo("0.003");
        assertThat(price("", 3 * MIB)).isEqualTo("0.05");
    }

    @Test
    void anUploadsOwnPriceComesFirst() {
        assertThat(price("price=1", 2 * MIB)).isEqualTo("1");
        assertThat(price("pricePerMiB=0.5", 2 * MIB)).isEqualTo("1");
        assertThat(price("maxPrice=9", 3 * MIB)).isEqualTo("0.06");
    }

    @Test
    void ofAFileWhoseLengthNobodyAnnouncedThePriceIsKnownAtItsEnd() {
        byte[] content = UploadTest.content(MIB + MIB / 2);

        HttpResponse<byte[]> answer = twin.send(HttpRequest.newBuilder(twin.url("/upload?pricePerMiB=0.01"))
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)))
                .build());

        JsonNode json = TestGateway.json(answer);
        assertThat(json.path("price").asText()).isEqualTo("0.015");
        HttpResponse<byte[]> challenge =
                twin.get(twin.url("/download/" + json.path("blobId").asText()));
        assertThat(TestPayer.terms(challenge)
                        .path("accepts")
                        .path(0)
                        .path("amount")
                        .asText())
                .isEqualTo("15000");
        assertThat(TestGateway.json(challenge)
                        .path("accepts")
                        .path(0)
                        .path("maxAmountRequired")
                        .asText())
                .isEqualTo("15000");
        TestPayer purse = new TestPayer(twin.buyer());
        assertThat(twin.get(challenge.uri(), "PAYMENT-SIGNATURE", TestPayer.encode(purse.v2(challenge)))
                        .body())
                .isEqualTo(content);
    }

    @Test
    void anEmptyFilePricedByItsSizeIsFreeUnlessItHasALowestPrice() {
        assertThat(price("pricePerMiB=1", 0)).isEqualTo("0");
        assertThat(price("pricePerMiB=1&minPrice=0.5", 0)).isEqualTo("0.5");
    }

    @Test
    void buyersHaveTheHoursThatTheUploadPromised() {
        TestGateway.Sold sold = twin.offer(UploadTest.content(10), "price=0.01&accessHours=2&epochs=2");
        TestPayer purse = new TestPayer(twin.buyer());

        assertThat(twin.get(
                                sold.downloadUrl(),
                                "PAYMENT-SIGNATURE",
                                TestPayer.encode(purse.v2(twin.get(sold.downloadUrl()))))
                        .statusCode())
                .isEqualTo(200);

        assertThat(sold.answer().path("accessHours").asInt()).isEqualTo(2);
        assertThat(premises.entitledFor(sold.blobId())).isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest
    @CsvSource({
        "accessHours=24&epochs=2, at least 3",
        "accessHours=240&epochs=10, at least 12",
        "accessHours=0, accessHours",
        "accessHours=8761, accessHours",
        "accessHours=x, accessHours",
        "price=1&pricePerMiB=1, price",
        "pricePerMiB=1&minPrice=3&maxPrice=2, maxPrice",
        "maxPrice=0.001, maxPrice",
        "networks=base, networks",
        "networks=nowhere, networks",
        "payTo=0x0000000000000000000000000000000000000000, payTo"
    })
    void whatCannotBePromisedIsRefused(String query, String told) {
        HttpResponse<byte[]> answer = twin.send(HttpRequest.newBuilder(twin.url("/upload?" + query))
                .PUT(BodyPublishers.ofByteArray(UploadTest.content(10)))
                .build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("invalid_upload");
        assertThat(TestGateway.json(answer).path("detail").asText()).contains(told);
    }
}
