package io.tollgate.x402.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Networks;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    private static final String URL = "https://dl.example.com/files/report.pdf";
    private static final Networks NETWORKS = new Networks();

    private static PaymentTerms terms(String network, String description, Optional<String> quote) {
        return new PaymentTerms(
                NETWORKS.find(network).orElseThrow(),
                AtomicAmount.parse("10000"),
                Address.parse("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"),
                Duration.ofSeconds(60),
                new PaymentTerms.Resource(URL, description, "application/pdf"),
                quote);
    }

    private static JsonNode v1(Challenge challenge) throws Exception {
        return Vectors.JSON.readTree(challenge.v1Body());
    }

    @Test
    void theV2HeaderIsTheOfficialOneToTheByte() {
        Challenge challenge = new Challenge(
                List.of(terms("base-sepolia", "Bericht \u2013 \u00fc", Optional.empty())), "Payment required");

        assertThat(challenge.v2Header())
                .isEqualTo(
                        Vectors.ALL.path("E_headers").path("PAYMENT_REQUIRED").textValue());
    }

    @Test
    void theV1BodyKeepsEveryRuleOfTheOfficialClient() throws Exception {
        JsonNode body = v1(
                new Challenge(List.of(terms("base-sepolia", "", Optional.of("q1"))), "X-PAYMENT header is required"));
        JsonNode entry = body.path("accepts").path(0);

        assertThat(body.path("x402Version").intValue()).isEqualTo(1);
        assertThat(body.path("error").textValue()).isEqualTo("X-PAYMENT header is required");
        assertThat(entry.path("scheme").textValue()).isEqualTo("exact");
        assertThat(entry.path("network").textValue()).isEqualTo("base-sepolia");
        assertThat(entry.path("maxAmountRequired").textValue()).isEqualTo("10000");
        assertThat(URI.create(entry.path("resource").textValue())).hasScheme("https");
        assertThat(entry.path("description").isTextual()).isTrue();
        assertThat(entry.path("mimeType").isTextual()).isTrue();
        assertThat(entry.path("payTo").textValue()).isEqualTo("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC");
        assertThat(entry.path("maxTimeoutSeconds").isIntegralNumber()).isTrue();
        assertThat(entry.path("asset").textValue()).isEqualTo("0x036CbD53842c5426634e7929541eC2318f3dCF7e");
        assertThat(entry.path("extra").path("name").textValue()).isEqualTo("USDC");
        assertThat(entry.path("extra").path("version").textValue()).isEqualTo("2");
        assertThat(entry.has("outputSchema")).isFalse();
        assertThat(new String(new Challenge(List.of(terms("base", "x", Optional.empty())), "e").v1Body()))
                .doesNotContain("null");
    }

    @Test
    void aNetworkThatV1ClientsDoNotKnowStandsInTheHeaderOnly() throws Exception {
        Challenge challenge = new Challenge(
                List.of(terms("eip155:42161", "", Optional.empty()), terms("base", "", Optional.empty())), "e");
        JsonNode v2 = Vectors.JSON.readTree(Base64.getDecoder().decode(challenge.v2Header()));

        assertThat(v1(challenge).path("accepts")).hasSize(1);
        assertThat(v1(challenge).path("accepts").path(0).path("network").textValue())
                .isEqualTo("base");
        assertThat(v2.path("accepts")).hasSize(2);
        assertThat(v2.path("accepts").path(0).path("network").textValue()).isEqualTo("eip155:42161");
    }

    @Test
    void theHeaderStaysBelow4KilobytesWithTheLongestDescription() throws Exception {
        String faces = "\ud83d\ude00".repeat(5_000);
        String controls = "\u0001".repeat(5_000);
        for (String description : List.of(faces, controls)) {
            Challenge challenge = new Challenge(
                    List.of(terms("base-sepolia", description, Optional.of("q".repeat(200)))), "Payment required");
            JsonNode v2 = Vectors.JSON.readTree(Base64.getDecoder().decode(challenge.v2Header()));

            assertThat(challenge.v2Header()).hasSizeLessThan(4096).matches("[A-Za-z0-9+/]+={0,2}");
            assertThat(v2.path("resource").path("description").textValue())
                    .isEqualTo(description.substring(0, description.offsetByCodePoints(0, 200)));
        }
    }

    @Test
    void theQuoteStandsWhereClientsEchoIt() throws Exception {
        Challenge challenge = new Challenge(List.of(terms("base", "", Optional.of("q1"))), "e");
        JsonNode v2 = Vectors.JSON.readTree(Base64.getDecoder().decode(challenge.v2Header()));

        assertThat(v2.path("accepts").path(0).path("extra").path("quote").textValue())
                .isEqualTo("q1");
        assertThat(v1(challenge).path("accepts").path(0).path("extra").has("quote"))
                .isFalse();
    }

    @Test
    void aChallengeWithoutTermsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Challenge(List.of(), "e"));
    }

    @Test
    void theDescriptionGivesWayWhenManyNetworksFillTheHeader() throws Exception {
        PaymentTerms one = terms("base", "\ud83d\ude00".repeat(200), Optional.of("q".repeat(32)));
        Challenge challenge = new Challenge(Collections.nCopies(8, one), "Payment required");
        JsonNode v2 = Vectors.JSON.readTree(Base64.getDecoder().decode(challenge.v2Header()));

        assertThat(challenge.v2Header()).hasSizeLessThan(4096);
        assertThat(v2.path("accepts")).hasSize(8);
        assertThat(v2.path("resource").path("description").textValue()).isEmpty();
        assertThat(v2.path("resource").path("url").textValue()).isEqualTo(URL);
    }
}
