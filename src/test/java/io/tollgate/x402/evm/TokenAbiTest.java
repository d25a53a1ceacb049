package io.tollgate.x402.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.x402.protocol.Vectors.Payment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenAbiTest {
    @ParameterizedTest
    @EnumSource(Payment.class)
    void theCalldataOfASettlementIsThatOfTheOfficialPackages(Payment payment) {
        Signature signature = Signature.parse(payment.text("signature")).orElseThrow();

        assertThat(TokenAbi.transferWithAuthorization(payment.authorization(), signature))
                .isEqualTo(payment.text("calldata_vrs"));
    }

    @ParameterizedTest
    @EnumSource(Payment.class)
    void aSignatureOfAnyLengthFillsWholeWords(Payment payment) {
        assertThat(TokenAbi.transferWithAuthorization(payment.authorization(), new byte[0]))
                .startsWith("0xcf092995")
                .hasSize(10 + 64 * 8)
                .endsWith("0".repeat(64));
        assertThat(TokenAbi.transferWithAuthorization(payment.authorization(), new byte[65]))
                .hasSize(10 + 64 * (8 + 3));
    }

    @Test
    void namesBecomeTheNumbersOfTheReference() {
        assertThat(TokenAbi.AUTHORIZATION_STATE).isEqualTo("0xe94a0102");
        assertThat(TokenAbi.DOMAIN_SEPARATOR).isEqualTo("0x3644e515");
        assertThat(TokenAbi.BALANCE_OF).isEqualTo("0x70a08231");
        assertThat(TokenAbi.IS_VALID_SIGNATURE).isEqualTo("0x1626ba7e");
        assertThat(TokenAbi.TRANSFER).hasToString("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
        assertThat(TokenAbi.AUTHORIZATION_USED)
                .hasToString("0x98de503528ee59b575ef0c0a2576a82497bfc029a5685b209e9ec333479b10a5");
        assertThat(TokenAbi.AUTHORIZATION_CANCELED)
                .hasToString("0x1cdd46ff242716cdaa72d159d339a485b3438398348d68f09d7c8c0a59353d81");
    }
}
