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

/** Terms of an upload: price by size, access hours, networks, and the defaults of omitted fields. */
class UploadTermsTest {
    private static final int MIB = 1024 * 1024;

    private static TestGateway gateway;
    private static DataFolderInspector inspector;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("PRICE_PER_MIB", "0.02", "MIN_PRICE", "0.003", "MAX_PRICE", "0.05"));
        inspector = new DataFolderInspector(gateway);
    }

    @AfterAll
    static void stop() {
        inspector.close();
        gateway.close();
    }

    private static String price(String query, int size) {
        return gateway.offer(UploadTest.content(size), query)
                .answer()
                .path("price")
                .asText();
    }

    @Test
    void withoutAPriceTheGatewaysRatePerMiBApplies() {
        assertThat(price("", MIB)).isEqualTo("0.02");
        assertThat(price("", MIB + 1)).isEqualTo("0.020001");
        assertThat(price("", 10)).isEqualTo("0.003");
        assertThat(price("", 3 * MIB)).isEqualTo("0.05");
    }

    @Test
    void thePriceOfTheUploadOverridesTheDefault() {
        assertThat(price("price=1", 2 * MIB)).isEqualTo("1");
        assertThat(price("pricePerMiB=0.5", 2 * MIB)).isEqualTo("1");
        assertThat(price("maxPrice=9", 3 * MIB)).isEqualTo("0.06");
    }

    @Test
    void thePriceOfAFileOfUnknownLengthIsComputedAtItsEnd() {
        byte[] content = UploadTest.content(MIB + MIB / 2);

        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(gateway.url("/upload?pricePerMiB=0.01"))
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)))
                .build());

        JsonNode json = TestGateway.json(answer);
        assertThat(json.path("price").asText()).isEqualTo("0.015");
        HttpResponse<byte[]> challenge =
                gateway.get(gateway.url("/download/" + json.path("blobId").asText()));
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
        TestPayer payer = new TestPayer(gateway.buyer());
        assertThat(gateway.get(challenge.uri(), "PAYMENT-SIGNATURE", TestPayer.encode(payer.v2(challenge)))
                        .body())
                .isEqualTo(content);
    }

    @Test
    void anEmptyFilePricedBySizeIsFreeUnlessItHasAMinimumPrice() {
        assertThat(price("pricePerMiB=1", 0)).isEqualTo("0");
        assertThat(price("pricePerMiB=1&minPrice=0.5", 0)).isEqualTo("0.5");
    }

    @Test
    void buyersHaveTheAccessHoursOfTheUpload() {
        TestGateway.Sold sold = gateway.offer(UploadTest.content(10), "price=0.01&accessHours=2&epochs=2");
        TestPayer payer = new TestPayer(gateway.buyer());

        assertThat(gateway.get(
                                sold.downloadUrl(),
                                "PAYMENT-SIGNATURE",
                                TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl()))))
                        .statusCode())
                .isEqualTo(200);

        assertThat(sold.answer().path("accessHours").asInt()).isEqualTo(2);
        assertThat(inspector.entitledFor(sold.blobId())).isEqualTo(Duration.ofHours(2));
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
    void invalidTermsAreRefused(String query, String expected) {
        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(gateway.url("/upload?" + query))
                .PUT(BodyPublishers.ofByteArray(UploadTest.content(10)))
                .build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("invalid_upload");
        assertThat(TestGateway.json(answer).path("detail").asText()).contains(expected);
    }
}
