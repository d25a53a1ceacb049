package io.tollgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import io.tollgate.x402.money.Networks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a seller writes, and what it comes to beside what held before. */
class TermsParserTest {
    private static final Address SELLER = new Address("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
    private static final String OTHER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
    private static final ChainId SEPOLIA = new ChainId(84532);
    private static final ChainId AMOY = new ChainId(80002);
    private static final SaleTerms PRESENT =
            new SaleTerms(new Pricing.Fixed(AtomicAmount.parse("10000")), SELLER, SEPOLIA, List.of());

    private final Networks networks = new Networks();
    private final TermsParser form = new TermsParser(
            List.of(networks.find(SEPOLIA).orElseThrow(), networks.find(AMOY).orElseThrow()));

    private SaleTerms read(String... fields) {
        Map<String, String> map = new java.util.HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            map.put(fields[i], fields[i + 1]);
        }
        return form.read(map, PRESENT);
    }

    @Test
    void whatIsNotNamedStays() {
        assertThat(read()).isEqualTo(PRESENT);
        assertThat(read("price", " ", "payTo", "")).isEqualTo(PRESENT);
    }

    @Test
    void aPriceIsForTheWholeFile() {
        assertThat(read("price", "$2.5").pricing()).isEqualTo(new Pricing.Fixed(AtomicAmount.parse("2500000")));
        assertThat(read("price", "0").pricing().free()).isTrue();
    }

    @Test
    void aRateMayHaveBounds() {
        assertThat(read("pricePerMiB", "0.001").pricing())
                .isEqualTo(new Pricing.PerMiB(AtomicAmount.parse("1000"), AtomicAmount.ZERO, Optional.empty()));
        assertThat(read("pricePerMiB", "0.001", "minPrice", "0.01", "maxPrice", "5")
                        .pricing())
                .isEqualTo(new Pricing.PerMiB(
                        AtomicAmount.parse("1000"),
                        AtomicAmount.parse("10000"),
                        Optional.of(AtomicAmount.parse("5000000"))));
    }

    @Test
    void boundsAloneChangeTheBoundsOfARate() {
        SaleTerms bySize = read("pricePerMiB", "0.001", "minPrice", "0.01");

        Pricing pricing = form.read(Map.of("maxPrice", "1"), bySize).pricing();

        assertThat(pricing)
                .isEqualTo(new Pricing.PerMiB(
                        AtomicAmount.parse("1000"),
                        AtomicAmount.parse("10000"),
                        Optional.of(AtomicAmount.parse("1000000"))));
    }

    @Test
    void networksAreThoseOfTheGatewayInTheSellersOrder() {
        SaleTerms chosen = read("networks", "polygon-amoy, eip155:84532");

        assertThat(chosen.networks()).containsExactly(AMOY, SEPOLIA);
        assertThat(chosen.network()).isEqualTo(AMOY);
        assertThat(form.read(Map.of("networks", "all"), chosen)).isEqualTo(PRESENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price|-1|price",
                "price|1e3|price",
                "price|0.0000001|price",
                "pricePerMiB|x|pricePerMiB",
                "minPrice|1|minPrice",
                "maxPrice|1|maxPrice",
                "payTo|0x1234|payTo",
                "payTo|0x70997970C51812dc3A010C7d01b50e0d17dc79c8|payTo",
                "payTo|0x0000000000000000000000000000000000000000|payTo",
                "networks|base|networks",
                "networks|base-sepolia,|networks",
                "networks|base-sepolia,eip155:84532|networks",
                "networks|solana|networks"
            })
    void whatCannotBeIsRefusedByTheFieldsName(String field, String value, String told) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(field, value))
                .withMessageStartingWith(told);
    }

    @Test
    void contradictionsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("price", "1", "pricePerMiB", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> read("price", "1", "maxPrice", "1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("pricePerMiB", "1", "minPrice", "2", "maxPrice", "1"))
                .withMessageStartingWith("maxPrice");
    }

    @Test
    void aNewRecipientIsHeldToItsChecksum() {
        assertThat(read("payTo", OTHER).payTo()).isEqualTo(new Address(OTHER));
    }
}
