package io.tollgate.x402.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    /** The four mixed-case examples of EIP-55 itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
            })
    void anyCaseIsOneAccountPrintedWithItsChecksum(String checksummed) {
        String digits = checksummed.substring(2);

        assertThat(Address.parse("0x" + digits.toLowerCase())).hasToString(checksummed);
        assertThat(Address.parse("0X" + digits.toUpperCase())).isEqualTo(Address.parse(checksummed));
        assertThat(Address.parseChecked(checksummed)).hasToString(checksummed);
        assertThat(Address.parseChecked("0x" + digits.toLowerCase())).hasToString(checksummed);
    }

    @Test
    void aConfiguredAddressWithAMistypedLetterIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parseChecked("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed"))
                .withMessageContaining("checksum");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "0x",
                "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedd",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg",
                " 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed\n",
                "vitalik.eth"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse(text));
    }
}
