package io.tollgate.x402.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicAmountTest {
    private static final String MOST =
            BigInteger.TWO.pow(256).subtract(BigInteger.ONE).toString();

    @ParameterizedTest
    @CsvSource({
        "0.01,      10000",
        "$0.01,     10000",
        "1,         1000000",
        "2.50,      2500000",
        "0.000001,  1",
        "0.0100000, 10000",
        "0,         0",
        "007,       7000000"
    })
    void aPriceIsReadInUnitsOfTheToken(String written, String units) {
        assertThat(AtomicAmount.price(written, 6)).hasToString(units);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "$",
                "-1",
                "+1",
                "1e4",
                "0x10",
                ".5",
                "5.",
                "1,5",
                "1 000",
                "$$1",
                "€1",
                "NaN",
                "0.0000001",
                "1234567890123456789"
            })
    void aPriceIsNeverGuessedOrRounded(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> AtomicAmount.price(written, 6));
    }

    @Test
    void theWireFormReachesUpToUint256() {
        assertThat(AtomicAmount.parse(MOST)).hasToString(MOST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AtomicAmount.parse(BigInteger.TWO.pow(256).toString()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "-1", "+1", "01", "00", "1e4", "0x10", "1.0", "1_000", "\u0661", "10000\n"})
    void whatIsNoPlainDecimalIntegerIsRefused(String digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> AtomicAmount.parse(digits));
    }

    @Test
    void seventyNineDigitsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> AtomicAmount.parse("1".repeat(79)));
    }

    @ParameterizedTest
    @CsvSource({"10000, 0.01", "1000000, 1", "10000000, 10", "1, 0.000001", "0, 0"})
    void anAmountIsWrittenAsAPersonReadsIt(String units, String written) {
        assertThat(AtomicAmount.parse(units).written(6)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 6, 18})
    void theDecimalFormIsThatOfADecimalNumber(int decimals) {
        for (String units : List.of("0", "1", "9", "10", "999999", "1000000", "1000001", "120000000000000000", MOST)) {
            AtomicAmount amount = AtomicAmount.parse(units);

            assertThat(amount.written(decimals))
                    .isEqualTo(new BigDecimal(amount.units(), decimals)
                            .stripTrailingZeros()
                            .toPlainString());
        }
        assertThat(AtomicAmount.price("120.5", 18).written(18)).isEqualTo("120.5");
    }

    @ParameterizedTest
    @CsvSource({
        "10000, 6, 18, 10000000000000000",
        "10000, 6, 6, 10000",
        "1000000000000, 18, 6, 1",
        "1000000000001, 18, 6, 2",
        "1, 18, 6, 1",
        "0, 18, 6, 0"
    })
    void anotherTokensDecimalsNeverMakeASumSmaller(String units, int decimals, int to, String rescaled) {
        assertThat(AtomicAmount.parse(units).rescaled(decimals, to)).hasToString(rescaled);
    }

    @Test
    void amountsAreOrderedByTheirSize() {
        assertThat(AtomicAmount.parse("9")).isLessThan(AtomicAmount.parse("10"));
        assertThat(AtomicAmount.parse("0").isZero()).isTrue();
        assertThat(AtomicAmount.parse("1").isZero()).isFalse();
    }
}
