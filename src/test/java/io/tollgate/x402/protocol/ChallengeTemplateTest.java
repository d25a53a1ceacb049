package io.tollgate.x402.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Networks;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A challenge with a quote spliced in says what the same challenge rendered whole says. */
class ChallengeTemplateTest {
    private static final List<String> SIX =
            List.of("base-sepolia", "base", "polygon", "ethereum", "eip155:42161", "eip155:421614");
    private static final String FIRST = "f".repeat(48);
    private static final String NEXT = "AbCd-_09".repeat(6);

    private static Challenge challenge(List<String> names, String description, String quote) {
        Networks networks = new Networks();
        return new Challenge(
                names.stream()
                        .map(name -> new PaymentTerms(
                                networks.find(name).orElseThrow(),
                                AtomicAmount.parse("10000"),
                                Address.parse("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"),
                                Duration.ofSeconds(300),
                                new PaymentTerms.Resource(
                                        "https://dl.example.com/download/" + "b".repeat(43), description, "video/mp4"),
                                Optional.of(quote)))
                        .toList(),
                "Payment required");
    }

    private static JsonNode decoded(String header) throws Exception {
        return Vectors.JSON.readTree(Base64.getDecoder().decode(header));
    }

    static List<String> descriptions() {
        return IntStream.range(0, 4)
                .mapToObj(length -> "x".repeat(length) + "ü€𝄞\"\\\n")
                .toList();
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void whateverItsLengthTheRestIsUntouched(String description) throws Exception {
        for (List<String> names : List.of(SIX.subList(0, 1), SIX.subList(0, 3), SIX)) {
            ChallengeTemplate template = new ChallengeTemplate(challenge(names, description, FIRST), FIRST);

            String header = template.v2Header(NEXT);

            assertThat(decoded(header))
                    .isEqualTo(decoded(challenge(names, description, NEXT).v2Header()));
            assertThat(template.v1Body())
                    .isEqualTo(challenge(names, description, NEXT).v1Body());
            assertThat(header).matches("[A-Za-z0-9+/]+={0,2}");
        }
    }

    @Test
    void extensionsOfOneAnswerAreAddedBehind() throws Exception {
        ObjectNode signIn = JsonNodeFactory.instance.objectNode();
        signIn.putObject("info").put("nonce", "00");
        ExtensionList extensions = new ExtensionList(Map.of("sign-in-with-x", signIn));

        JsonNode read =
                decoded(new ChallengeTemplate(challenge(SIX, "A film", FIRST), FIRST).v2Header(NEXT, extensions));

        assertThat(read.path("extensions").path("sign-in-with-x")).isEqualTo(signIn);
        assertThat(read.path("accepts")).hasSize(6);
        assertThat(read.path("accepts").path(5).path("extra").path("quote").asText())
                .isEqualTo(NEXT);
    }

    @Test
    void sixNetworksAndTheLongestDescriptionStayBelowFourKilobytes() {
        ChallengeTemplate template = new ChallengeTemplate(challenge(SIX, "€".repeat(500), FIRST), FIRST);

        assertThat(template.v2Header(NEXT)).hasSizeLessThan(4096);
    }

    @Test
    void aQuoteThatWouldShiftTheRestIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChallengeTemplate(challenge(SIX, "", "q".repeat(32)), "q".repeat(32)));
    }
}
