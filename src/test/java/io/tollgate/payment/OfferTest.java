package io.tollgate.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.payment.Vectors.Payment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OfferTest {
    private static final String OFFICIAL =
            Vectors.ALL.path("E_headers").path("PAYMENT_REQUIRED").textValue();
    private static final String V1_BODY = """
            {"x402Version":1,"error":"e","accepts":[{"scheme":"exact","network":"base","maxAmountRequired":"2500000",
            "resource":"https://dl.example.com/files/report.pdf","description":"","mimeType":"",
            "payTo":"0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC","maxTimeoutSeconds":60,
            "asset":"0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913","extra":{"name":"USD Coin","version":"2"}}]}
            """;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String header(String json) {
        return Base64.getEncoder().encodeToString(bytes(json));
    }

    @Test
    void anOfficialHeaderIsAnOfferAndItsPaymentTheOfficialOne() throws Exception {
        Payment vector = Payment.A_v2_base_sepolia;

        Offer offer = Offer.read(Optional.of(OFFICIAL), new byte[0]).get(0);
        PaymentPayload payment = PaymentHeader.decode(offer.payment(vector.authorization(), vector.text("signature")));

        assertThat(offer.headerName()).isEqualTo("PAYMENT-SIGNATURE");
        assertThat(offer.amount()).hasToString("10000");
        assertThat(payment.authorization()).isEqualTo(vector.authorization());
        assertThat(payment.accepted()).hasValue(vector.json().at("/payload/accepted"));
        assertThat(payment.resourceUrl()).hasValue("https://dl.example.com/files/report.pdf");
    }

    @Test
    void aV1BodyIsAnOfferAndItsPaymentTheOfficialOne() throws Exception {
        Payment vector = Payment.B_v1_base;

        Offer offer = Offer.read(Optional.empty(), bytes(V1_BODY)).get(0);
        String payment = offer.payment(vector.authorization(), vector.text("signature"));

        assertThat(offer.headerName()).isEqualTo("X-PAYMENT");
        assertThat(Vectors.JSON.readTree(Base64.getDecoder().decode(payment)))
                .isEqualTo(vector.json().path("payload"));
    }

    @Test
    void theHeaderIsReadBeforeTheBodyAndTheBodyBehindABrokenHeader() {
        assertThat(Offer.read(Optional.of(OFFICIAL), bytes(V1_BODY)))
                .extracting(Offer::version)
                .containsExactly(2);
        assertThat(Offer.read(Optional.of("!"), bytes(V1_BODY)))
                .extracting(Offer::version)
                .containsExactly(1);
    }

    static Stream<String> notOffers() {
        return Stream.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"x402Version\":2}",
                "{\"x402Version\":2,\"accepts\":null}",
                "{\"x402Version\":2,\"accepts\":[null,7,\"\",[],{}]}",
                "{\"x402Version\":3,\"accepts\":[{}]}",
                "{\"x402Version\":2,\"accepts\":" + "[".repeat(10_000),
                V1_BODY.replace("\"x402Version\":1", "\"x402Version\":\"1\""));
    }

    @ParameterizedTest
    @MethodSource("notOffers")
    void whatIsNoOfferOffersNothing(String json) {
        assertThat(Offer.read(Optional.empty(), bytes(json))).isEmpty();
        assertThat(Offer.read(Optional.of(header(json)), new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "amount, '-1'",
        "amount, 1e4",
        "amount, ''",
        "asset, USDC",
        "payTo, ''",
        "maxTimeoutSeconds, 0",
        "maxTimeoutSeconds, -5",
        "network, ",
        "scheme, "
    })
    void anEntryThatIsNoTermsDoesNotHideTheOthers(String field, String value) throws Exception {
        ObjectNode terms =
                (ObjectNode) Vectors.JSON.readTree(Base64.getDecoder().decode(OFFICIAL));
        ObjectNode broken = terms.path("accepts").path(0).deepCopy();
        broken.put(field, value);
        terms.withArray("accepts").insert(0, broken);

        List<Offer> offers = Offer.read(Optional.of(header(terms.toString())), new byte[0]);

        assertThat(offers).hasSize(1);
        assertThat(offers.get(0).amount().units()).isEqualTo(BigInteger.valueOf(10_000));
    }

    @Test
    void aServerCannotMakeAPayerReadWithoutEnd() throws Exception {
        ObjectNode terms =
                (ObjectNode) Vectors.JSON.readTree(Base64.getDecoder().decode(OFFICIAL));
        for (int entry = 0; entry < 100; entry++) {
            terms.withArray("accepts").add(terms.path("accepts").path(0).deepCopy());
        }

        assertThat(Offer.read(Optional.of(header(terms.toString())), new byte[0]))
                .hasSize(32);
        assertThat(Offer.read(Optional.of(OFFICIAL + " ".repeat(70_000)), new byte[0]))
                .isEmpty();
        assertThat(Offer.read(Optional.empty(), bytes(V1_BODY + " ".repeat(300_000))))
                .isEmpty();
    }
}
