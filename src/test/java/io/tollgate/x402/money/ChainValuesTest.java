package io.tollgate.x402.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainValuesTest {
    @Test
    void aChainIsReadAndWrittenAsCaip2() {
        assertThat(ChainId.parse("eip155:84532")).isEqualTo(new ChainId(84532)).hasToString("eip155:84532");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "84532",
                "base-sepolia",
                "eip155:",
                "eip155:0",
                "eip155:084532",
                "eip155:-1",
                "eip155:84532 ",
                "EIP155:84532",
                "eip155:9007199254740992",
                "eip155:99999999999999999999",
                "solana:84532"
            })
    void whatIsNoChainIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ChainId.parse(text));
    }

    @Test
    void bytesAreKeptInLowerCase() {
        Bytes32 nonce = new Bytes32("0X" + "AB".repeat(32));

        assertThat(nonce).hasToString("0x" + "ab".repeat(32)).isEqualTo(Bytes32.of(nonce.bytes()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "0x",
                "abababababababababababababababababababababababababababababababab",
                "0xababababababababababababababababababababababababababababababab",
                "0xabababababababababababababababababababababababababababababababab00",
                "0xzbababababababababababababababababababababababababababababababab"
            })
    void whatIsNot32BytesIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Bytes32(text));
    }

    @Test
    void aTimeMayBeFarBeyondWhatAClockKnows() {
        String forEver = BigInteger.TWO.pow(256).subtract(BigInteger.ONE).toString();

        assertThat(UnixTime.parse(forEver))
                .isGreaterThan(UnixTime.of(Instant.MAX))
                .hasToString(forEver);
        assertThat(UnixTime.of(Instant.ofEpochSecond(-5))).isEqualTo(UnixTime.parse("0"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-1", "01", "1.5", "1e9", "0x10", "2026-01-01T00:00:00Z"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> UnixTime.parse(text));
    }

    @Test
    void aTimeAboveUint256IsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnixTime.parse(BigInteger.TWO.pow(256).toString()));
    }
}
