package io.tollgate.facilitator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.StandInFacilitator;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a facilitator's /supported answer is understood as. */
class SupportedKindsTest {
    private static final Networks NETWORKS = new Networks();
    private static final Network SEPOLIA = NETWORKS.find("base-sepolia").orElseThrow();
    private static final Network BASE = NETWORKS.find("base").orElseThrow();

    private static Optional<SupportedKinds> parse(int status, String body) {
        return SupportedKinds.parse(status, body.getBytes(StandardCharsets.UTF_8), NETWORKS);
    }

    @Test
    void theAnswerOfTheOfficialLibraryNamesBothVersions() {
        SupportedKinds support = parse(
                        200,
                        "{\"kinds\":[{\"x402Version\":2,\"scheme\":\"exact\",\"network\":\"eip155:84532\"},{\"x402Version\":1,"
                                + "\"scheme\":\"exact\",\"network\":\"base-sepolia\"}],\"extensions\":[],\"signers\":{\"eip155:*\":"
                                + "[\"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266\"]}}")
                .orElseThrow();

        assertThat(support.includes(1, SEPOLIA)).isTrue();
        assertThat(support.includes(2, SEPOLIA)).isTrue();
        assertThat(support.includes(BASE)).isFalse();
        assertThat(support).hasToString("eip155:84532 v1, eip155:84532 v2");
    }

    @Test
    void extraFieldsAndOtherChainsDoNotDisturb() {
        SupportedKinds support = parse(
                        200,
                        "{\"kinds\":[{\"x402Version\":2,\"scheme\":\"exact\",\"network\":\"solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1\","
                                + "\"extra\":{\"feePayer\":\"CKPKJWNdJEqa81x7CkZ14BVPiY6y16Sxs7owznqtWYp5\"}},"
                                + "{\"x402Version\":2,\"scheme\":\"exact\",\"network\":\"eip155:8453\",\"extra\":{\"a\":[1]}},"
                                + "null,7,{\"network\":null}]}")
                .orElseThrow();

        assertThat(support.includes(2, BASE)).isTrue();
        assertThat(support.kinds()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"2,upto,eip155:84532", "3,exact,eip155:84532", "0,exact,eip155:84532", "2,exact,eip155:999999"})
    void anotherSchemeVersionOrChainIsNotOurs(String version, String scheme, String network) {
        String body = "{\"kinds\":[{\"x402Version\":%s,\"scheme\":\"%s\",\"network\":\"%s\"}]}";

        assertThat(parse(200, body.formatted(version, scheme, network))
                        .orElseThrow()
                        .kinds())
                .isEmpty();
    }

    @Test
    void anAnswerThatNamesNothingIsAnAnswer() {
        assertThat(parse(200, StandInFacilitator.supporting())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"kinds\":{}}", "{\"kinds\":null}", "{\"kinds\":[]} trailing"})
    void whatIsNoAnswerIsNone(String body) {
        assertThat(parse(200, body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 302, 401, 404, 429, 500})
    void anAnswerWithAnotherStatusIsNone(int status) {
        assertThat(parse(status, StandInFacilitator.supporting("eip155:84532"))).isEmpty();
    }
}
