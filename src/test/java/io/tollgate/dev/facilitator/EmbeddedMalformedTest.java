package io.tollgate.dev.facilitator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.facilitator.server.FacilitatorReplies;
import io.tollgate.facilitator.server.RequestJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedMalformedTest {
    private static final String[] INVALID_VALUES = {
        "null", "true", "7", "1e4", "-1", "\"\"", "\"0x10\"", "[]", "{}", "[[[]]]", "\"\\u0000\""
    };

    private static void assertRefused(FacilitatorCallBuilder builder, JsonNode call) {
        FacilitatorReplies.Answer verified = builder.facilitator.verify(call);
        FacilitatorReplies.Answer settled = builder.facilitator.settle(call);

        assertThat(verified.status()).isEqualTo(400);
        assertThat(verified.json().path("isValid").booleanValue()).isFalse();
        assertThat(verified.json().path("invalidReason").textValue()).startsWith("invalid_");
        assertThat(settled.status()).isEqualTo(400);
        assertThat(settled.json().path("success").booleanValue()).isFalse();
        assertThat(settled.json().path("errorReason").textValue()).startsWith("invalid_");
        assertThat(settled.json().path("network").isTextual()).isTrue();
        assertThat(settled.json().path("transaction").textValue()).isEmpty();
        assertThat(builder.token.transferCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "null",
                "[]",
                "{}",
                "7",
                "{\"x402Version\":2}",
                "{}{}",
                "{\"x402Version\":1,\"paymentPayload\":[],\"paymentRequirements\":\"\"}"
            })
    void aBodyThatIsNotACallIsRefused(String body) {
        assertRefused(new FacilitatorCallBuilder(2), RequestJson.lenient(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aDeepBodyIsRefused() {
        byte[] deep = "{\"paymentPayload\":".repeat(5_000).getBytes(StandardCharsets.UTF_8);

        assertRefused(new FacilitatorCallBuilder(2), RequestJson.lenient(deep));
    }

    static List<String> fields() {
        List<String> fields = new ArrayList<>();
        for (int version : new int[] {1, 2}) {
            for (String field : new String[] {
                "/paymentPayload",
                "/paymentPayload/payload",
                "/paymentPayload/payload/authorization",
                "/paymentPayload/payload/authorization/from",
                "/paymentPayload/payload/authorization/to",
                "/paymentPayload/payload/authorization/nonce",
                "/paymentRequirements",
                "/paymentRequirements/payTo",
                "/paymentRequirements/asset",
                version == 1 ? "/paymentRequirements/maxAmountRequired" : "/paymentRequirements/amount"
            }) {
                fields.add(version + field);
            }
        }
        return fields;
    }

    @ParameterizedTest
    @MethodSource("fields")
    void anInvalidValueOfAnyFieldIsRefused(String field) throws Exception {
        int version = Integer.parseInt(field.substring(0, 1));
        String parent = field.substring(1, field.lastIndexOf('/'));
        for (String invalid : INVALID_VALUES) {
            FacilitatorCallBuilder builder = new FacilitatorCallBuilder(version);
            ObjectNode call = builder.json();
            ((ObjectNode) call.at(parent))
                    .set(
                            field.substring(field.lastIndexOf('/') + 1),
                            RequestJson.lenient(invalid.getBytes(StandardCharsets.UTF_8)));

            assertRefused(builder, call);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theVersionOfTheBodyAppliesWhenThePaymentHasNone(int version) {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(version);
        ObjectNode call = builder.json();
        ((ObjectNode) call.path("paymentPayload")).remove("x402Version");

        assertThat(builder.facilitator.verify(call).json().path("isValid").booleanValue())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theVersionOfThePaymentTakesPrecedence(int version) {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(version);
        ObjectNode call = builder.json().put("x402Version", 3 - version);

        assertThat(builder.facilitator.verify(call).json().path("isValid").booleanValue())
                .isTrue();
    }

    @Test
    void signatureFormsThatOfficialFacilitatorsRefuseAreRefused() {
        FacilitatorCallBuilder builder = new FacilitatorCallBuilder(2);
        String official = builder.json().at("/paymentPayload/payload/signature").textValue();
        int parity = official.endsWith("1b") ? 0 : 1;
        for (String form :
                new String[] {official.substring(0, 130) + "0" + parity, official.substring(0, 130), "0x", ""}) {
            ObjectNode call = builder.json();
            ((ObjectNode) call.at("/paymentPayload/payload")).put("signature", form);

            assertThat(builder.facilitator
                            .verify(call)
                            .json()
                            .path("invalidReason")
                            .textValue())
                    .isEqualTo("invalid_exact_evm_signature");
        }
    }

    @Test
    void theSupportedKindsHaveTheFormOfTheOfficialLibrary() {
        FacilitatorReplies.Answer answer = new FacilitatorCallBuilder(2).facilitator.supported();

        assertThat(answer.json().toString())
                .isEqualTo("{\"kinds\":[{\"x402Version\":2,\"scheme\":\"exact\",\"network\":\"eip155:84532\"},"
                        + "{\"x402Version\":1,\"scheme\":\"exact\",\"network\":\"base-sepolia\"}],\"extensions\":[],"
                        + "\"signers\":{\"eip155:*\":[\"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266\"]}}");
    }
}
