package io.tollgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tollgate.x402.money.AtomicAmount;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file costs by its size: rounded up, never down, and within its bounds. */
class PricingTest {
    private static final long MIB = 1024 * 1024;

    private static AtomicAmount units(String digits) {
        return AtomicAmount.parse(digits);
    }

    private static Pricing bySize(String rate, String least, String most) {
        return new Pricing.PerMiB(
                units(rate), units(least), Optional.ofNullable(most).map(PricingTest::units));
    }

    @ParameterizedTest
    @CsvSource({
        "0,        0",
        "1,        1",
        "104,      1",
        "105,      2",
        "524288,   5000",
        "524289,   5001",
        "1048575,  10000",
        "1048576,  10000",
        "1048577,  10001",
        "10485760, 100000",
        "14293651161088, 136314880000"
    })
    void eachMiBCostsTheRateAndAPieceOfAMillionthCostsAWholeOne(long bytes, String price) {
        assertThat(bySize("10000", "0", null).of(bytes)).isEqualTo(units(price));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 500",
        "1, 500",
        "52429, 501",
        "1048576, 10000",
        "2097152, 20000",
        "2097153, 20000",
        "99999999, 20000"
    })
    void theLowestAndTheHighestPriceBoundIt(long bytes, String price) {
        assertThat(bySize("10000", "500", "20000").of(bytes)).isEqualTo(units(price));
    }

    @Test
    void aRateBeyondAnyMoneyDoesNotOverflow() {
        String most = "9".repeat(60);

        assertThat(bySize(most, "0", null).of(2 * MIB).units())
                .isEqualTo(units(most).units().shiftLeft(1));
        assertThat(bySize(most, "0", "7").of(Long.MAX_VALUE)).isEqualTo(units("7"));
    }

    @Test
    void onlyWhatCostsNothingAtAnySizeIsFree() {
        assertThat(new Pricing.Fixed(units("0")).free()).isTrue();
        assertThat(new Pricing.Fixed(units("1")).free()).isFalse();
        assertThat(bySize("0", "0", null).free()).isTrue();
        assertThat(bySize("10000", "0", "0").free()).isTrue();
        assertThat(bySize("0", "1", null).free()).isFalse();
        assertThat(bySize("1", "0", null).free()).isFalse();
    }

    @Test
    void aHighestPriceBelowTheLowestIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> bySize("1", "10", "9"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bySize("1", "0", null).of(-1));
    }
}
