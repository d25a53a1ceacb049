package io.tollgate.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;
import io.tollgate.money.Network;
import io.tollgate.money.Networks;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One 402 for both protocol versions, with the field rules that strict v1 clients enforce. */
class ChallengeTest {
    private static final String URL = "https://dl.example.com/files/report.pdf";
    private static final List<String> KNOWN_TO_V1 = List.of("base", "base-sepolia", "avalanche", "avalanche-fuji");

    @Test
    void theV2HeaderIsByteForByteTheOfficialOne() {
        PaymentTerms terms = terms("base-sepolia", Duration.ofSeconds(60), "Bericht – ü", Optional.empty());

        String header = new Challenge(List.of(terms), "Payment required").v2Header();

        assertThat(header).isEqualTo(Vectors.headers().path("PAYMENT_REQUIRED").textValue());
    }

    @Test
    void theV1BodyKeepsTheFieldRulesOfStrictClients() {
        JsonNode body = v1(new Challenge(List.of(offered("base-sepolia"), offered("base")), "Payment required"));

        assertThat(body.path("x402Version").intValue()).isEqualTo(1);
        assertThat(body.path("error").textValue()).isEqualTo("Payment required");
        assertThat(body.path("accepts")).hasSize(2).allSatisfy(ChallengeTest::assertStrictV1);
    }

    @Test
    void theV1TermsSayTheSameAsTheV2Terms() {
        Challenge challenge = new Challenge(List.of(offered("base")), "Payment required");

        JsonNode v1 = v1(challenge).path("accepts").path(0);
        JsonNode v2 = v2(challenge).path("accepts").path(0);

        assertThat(v1.path("network").textValue()).isEqualTo("base");
        assertThat(v2.path("network").textValue()).isEqualTo("eip155:8453");
        assertThat(v1.path("maxAmountRequired")).isEqualTo(v2.path("amount"));
        for (String field : List.of("scheme", "asset", "payTo", "maxTimeoutSeconds")) {
            assertThat(v1.get(field)).isEqualTo(v2.get(field));
        }
        assertThat(v1.path("extra").path("name").textValue()).isEqualTo("USD Coin");
        assertThat(v2.path("extra").path("name").textValue()).isEqualTo("USD Coin");
    }

    @Test
    void onlyNetworksThatEveryV1ClientKnowsStandInTheBody() {
        List<PaymentTerms> everywhere = new ArrayList<>();
        for (String name : List.of("polygon", "base-sepolia", "eip155:42161", "base", "avalanche", "celo")) {
            everywhere.add(offered(name));
        }
        Challenge challenge = new Challenge(everywhere, "Payment required");

        assertThat(v2(challenge).path("accepts")).hasSize(6);
        assertThat(v1(challenge).path("accepts"))
                .extracting(terms -> terms.path("network").textValue())
                .containsExactly("base-sepolia", "base", "avalanche");
    }

    @Test
    void theQuoteTravelsInExtraOfV2Only() {
        PaymentTerms terms = terms("base-sepolia", Duration.ofSeconds(300), "Report", Optional.of("q-1"));
        Challenge challenge = new Challenge(List.of(terms), "Payment required");

        assertThat(v2(challenge).at("/accepts/0/extra/quote").textValue()).isEqualTo("q-1");
        assertThat(v1(challenge).at("/accepts/0/extra").has("quote")).isFalse();
    }

    @Test
    void addressesAreWrittenWithTheirChecksum() {
        JsonNode terms =
                v2(new Challenge(List.of(offered("base-sepolia")), "x")).at("/accepts/0");

        assertThat(terms.path("payTo").textValue()).isEqualTo("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC");
        assertThat(terms.path("asset").textValue()).isEqualTo("0x036CbD53842c5426634e7929541eC2318f3dCF7e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "\uD83D\uDE00", "\"", "\u0001", "\n"})
    void theHeaderStaysBelowFourKilobytesWhateverTheDescription(String letter) {
        PaymentTerms terms =
                terms("base-sepolia", Duration.ofSeconds(300), letter.repeat(10_000), Optional.of("q".repeat(40)));
        Challenge challenge = new Challenge(List.of(terms), "Payment required");

        assertThat(challenge.v2Header()).hasSizeLessThan(4_096).matches("[A-Za-z0-9+/]+={0,2}");
        assertThat(v2(challenge).path("resource").path("description").textValue())
                .isEqualTo(letter.repeat(200));
    }

    @Test
    void theDescriptionGivesWayWhenManyNetworksFillTheHeader() {
        List<PaymentTerms> many = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            many.add(terms("base", Duration.ofSeconds(300), "\uD83D\uDE00".repeat(200), Optional.of("q".repeat(32))));
        }
        Challenge challenge = new Challenge(many, "Payment required");

        assertThat(challenge.v2Header()).hasSizeLessThan(4_096);
        assertThat(v2(challenge).path("accepts")).hasSize(8);
        assertThat(v2(challenge).path("resource").path("description").textValue())
                .isEmpty();
        assertThat(v2(challenge).path("resource").path("url").textValue()).isEqualTo(URL);
    }

    @Test
    void aCutDescriptionEndsWithAWholeCharacter() {
        String faces = "x" + "\uD83D\uDE00".repeat(300);

        PaymentTerms.Resource resource = new PaymentTerms.Resource(URL, faces, "text/plain");

        assertThat(resource.description()).isEqualTo("x" + "\uD83D\uDE00".repeat(199));
    }

    @Test
    void aChallengeWithoutTermsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Challenge(List.of(), "Payment required"));
    }

    /** What zod checks in the v1 clients, field by field. */
    private static void assertStrictV1(JsonNode terms) {
        assertThat(terms.path("scheme").textValue()).isEqualTo("exact");
        assertThat(terms.path("network").textValue()).isIn(KNOWN_TO_V1);
        assertThat(terms.path("maxAmountRequired").textValue()).matches("[0-9]{1,18}");
        assertThat(URI.create(terms.path("resource").textValue()).isAbsolute()).isTrue();
        assertThat(terms.path("description").isTextual()).isTrue();
        assertThat(terms.path("mimeType").isTextual()).isTrue();
        assertThat(terms.path("payTo").textValue()).matches("0x[0-9a-fA-F]{40}");
        assertThat(terms.path("asset").textValue()).matches("0x[0-9a-fA-F]{40}");
        assertThat(terms.path("maxTimeoutSeconds").isIntegralNumber()).isTrue();
        assertThat(terms.path("extra").isObject()).isTrue();
        assertThat(terms).noneMatch(JsonNode::isNull);
    }

    private static PaymentTerms offered(String network) {
        return terms(network, Duration.ofSeconds(300), "", Optional.empty());
    }

    private static PaymentTerms terms(String name, Duration timeout, String description, Optional<String> quote) {
        Network network = new Networks().find(name).orElseThrow();
        return new PaymentTerms(
                network,
                AtomicAmount.parse("10000"),
                Address.parse("0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"),
                timeout,
                new PaymentTerms.Resource(URL, description, "application/pdf"),
                quote);
    }

    private static JsonNode v1(Challenge challenge) {
        return json(challenge.v1Body());
    }

    private static JsonNode v2(Challenge challenge) {
        return json(Base64.getDecoder().decode(challenge.v2Header().getBytes(StandardCharsets.US_ASCII)));
    }

    private static JsonNode json(byte[] text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
