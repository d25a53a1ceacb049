package io.tollgate.x402.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The payer's side: what is read of a 402, and the payment that answers it. */
class OfferTest {
    private static final Network SEPOLIA = new Networks().find("base-sepolia").orElseThrow();
    private static final Challenge CHALLENGE = new Challenge(
            List.of(new PaymentTerms(
                    SEPOLIA,
                    AtomicAmount.parse("10000"),
                    Address.parse("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"),
                    Duration.ofSeconds(60),
                    new PaymentTerms.Resource("https://dl.example.com/files/report.pdf", "Report", "application/pdf"),
                    Optional.of("q-1"))),
            "Payment required");
    private static final byte[] NOTHING = new byte[0];

    @Test
    void theHeaderGoesBeforeTheBody() {
        List<Offer> offers = Offer.read(Optional.of(CHALLENGE.v2Header()), CHALLENGE.v1Body());

        assertThat(offers).singleElement().satisfies(offer -> {
            assertThat(offer.version()).isEqualTo(2);
            assertThat(offer.network()).isEqualTo("eip155:84532");
            assertThat(offer.headerName()).isEqualTo("PAYMENT-SIGNATURE");
        });
    }

    @Test
    void withoutAHeaderTheBodyIsRead() {
        List<Offer> offers = Offer.read(Optional.empty(), CHALLENGE.v1Body());

        assertThat(offers).singleElement().satisfies(offer -> {
            assertThat(offer.version()).isEqualTo(1);
            assertThat(offer.scheme()).isEqualTo("exact");
            assertThat(offer.network()).isEqualTo("base-sepolia");
            assertThat(offer.amount()).hasToString("10000");
            assertThat(offer.asset()).isEqualTo(SEPOLIA.usdc().address());
            assertThat(offer.maxTimeoutSeconds()).isEqualTo(60);
            assertThat(offer.headerName()).isEqualTo("X-PAYMENT");
        });
    }

    @Test
    void aHeaderThatCannotBeReadDoesNotHideTheBody() {
        assertThat(Offer.read(Optional.of("%%%"), CHALLENGE.v1Body())).hasSize(1);
    }

    @Test
    void v2TermsAreFoundInABodyToo() {
        byte[] body = Base64.getDecoder().decode(CHALLENGE.v2Header());

        assertThat(Offer.read(Optional.empty(), body))
                .singleElement()
                .extracting(Offer::version)
                .isEqualTo(2);
    }

    @Test
    void aV2PaymentEchoesTheTermsAndTheResource() throws MalformedPayment {
        Offer offer = Offer.read(Optional.of(CHALLENGE.v2Header()), NOTHING).get(0);

        String header = offer.payment(
                Vectors.Payment.A_v2_base_sepolia.authorization(), Vectors.Payment.A_v2_base_sepolia.text("signature"));

        PaymentPayload read = PaymentHeader.decode(header);
        assertThat(read.version()).isEqualTo(2);
        assertThat(read.accepted()).contains(offer.accepted());
        assertThat(read.quote()).contains("q-1");
        assertThat(read.resourceUrl()).contains("https://dl.example.com/files/report.pdf");
        assertThat(read.authorization()).isEqualTo(Vectors.Payment.A_v2_base_sepolia.authorization());
        assertThat(read.signature()).isEqualTo(Vectors.Payment.A_v2_base_sepolia.text("signature"));
    }

    @Test
    void aV1PaymentIsTheOneThatOfficialClientsSend() throws Exception {
        ObjectNode terms = CHALLENGE.terms().get(0).v1().put("network", "base");
        Offer offer = Offer.read(Optional.empty(), body(1, terms)).get(0);

        String header =
                offer.payment(Vectors.Payment.B_v1_base.authorization(), Vectors.Payment.B_v1_base.text("signature"));

        JsonNode json = new JsonMapper().readTree(Base64.getDecoder().decode(header));
        assertThat(json).isEqualTo(Vectors.Payment.B_v1_base.json().path("payload"));
    }

    @Test
    void aStrangeEntryDoesNotHideTheOthers() {
        ObjectNode good = CHALLENGE.terms().get(0).v2();
        ObjectNode solana = good.deepCopy()
                .put("network", "solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1")
                .put("payTo", "EGBQqKn968sVv5cQh5Cr72pSTHfxsuzq7o7asqYB5uEV");

        List<Offer> offers = Offer.read(Optional.empty(), body(2, solana, good));

        assertThat(offers).extracting(Offer::network).containsExactly("eip155:84532");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "<html><body>Payment required</body></html>",
                "{\"x402Version\":1}",
                "{\"x402Version\":1,\"accepts\":null}",
                "{\"x402Version\":1,\"accepts\":{}}",
                "{\"x402Version\":1,\"accepts\":[null,1,\"x\",[],{}]}",
                "{\"x402Version\":3,\"accepts\":[]}",
            })
    void whatHoldsNoTermsOffersNothing(String body) {
        assertThat(Offer.read(Optional.empty(), body.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(Offer.read(Optional.of(body), NOTHING)).isEmpty();
        assertThat(Offer.read(
                        Optional.of(Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8))),
                        NOTHING))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0.01\"", "\"-1\"", "\"1e4\"", "null", "1.5", "\"\""})
    void m9TermsWithAnOddAmountAreNoOffer(String amount) {
        String terms = CHALLENGE.terms().get(0).v2().toString().replace("\"10000\"", amount);
        String body = "{\"x402Version\":2,\"accepts\":[" + terms + "]}";

        assertThat(terms).contains(":" + amount);
        assertThat(Offer.read(Optional.empty(), body.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scheme", "network", "amount", "asset", "payTo", "maxTimeoutSeconds"})
    void termsWithoutAFieldAreNoOffer(String field) {
        ObjectNode terms = CHALLENGE.terms().get(0).v2();
        terms.remove(field);

        assertThat(Offer.read(Optional.empty(), body(2, terms))).isEmpty();
    }

    @Test
    void neitherEndlessTermsNorEndlessBodiesAreRead() {
        ObjectNode terms = CHALLENGE.terms().get(0).v2();
        ObjectNode[] many = new ObjectNode[100];
        Arrays.fill(many, terms);
        byte[] endless = ("{\"x402Version\":2,\"note\":\"" + "x".repeat(300_000) + "\",\"accepts\":[" + terms + "]}")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Offer.read(Optional.empty(), body(2, many))).hasSize(32);
        assertThat(Offer.read(Optional.empty(), endless)).isEmpty();
        assertThat(Offer.read(Optional.of(Base64.getEncoder().encodeToString(endless)), NOTHING))
                .isEmpty();
    }

    private static byte[] body(int version, ObjectNode... terms) {
        ObjectNode json = new JsonMapper().createObjectNode().put("x402Version", version);
        ArrayNode accepts = json.putArray("accepts");
        for (ObjectNode one : terms) {
            accepts.add(one);
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
