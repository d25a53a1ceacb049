package io.tollgate.catalog.offer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.MovableClock;
import io.tollgate.catalog.ItemTerms;
import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.SaleTerms;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a quote binds, without a row anywhere. */
class QuotesTest {
    private static final String SELLER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

    private final MovableClock clock = new MovableClock();
    private final Quotes quotes = quotes("the key of this gateway");
    private final ItemTerms terms = terms(1, "10000", SELLER);
    private final String quote = quotes.issue("item_a", terms, clock.instant().plus(Duration.ofMinutes(5)));

    private Quotes quotes(String key) {
        return new Quotes(
                new SecretKeySpec(key.getBytes(), "HmacSHA256"), Duration.ofMinutes(10), clock, new SecureRandom());
    }

    private static ItemTerms terms(int version, String price, String payTo) {
        AtomicAmount amount = AtomicAmount.parse(price);
        return new ItemTerms(
                version,
                new SaleTerms(new Pricing.Fixed(amount), new Address(payTo), new ChainId(84532), List.of()),
                amount);
    }

    @Test
    void aQuoteIsOfItsItemAndItsTerms() {
        assertThat(quotes.isOf("item_a", terms, quote)).isTrue();
        assertThat(quotes.version(quote)).contains(1);
        assertThat(quote).hasSize(Quotes.LENGTH).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void itIsOfNoOtherItemVersionPriceOrRecipient() {
        assertThat(quotes.isOf("item_b", terms, quote)).isFalse();
        assertThat(quotes.isOf("item_a", terms(2, "10000", SELLER), quote)).isFalse();
        assertThat(quotes.isOf("item_a", terms(1, "10001", SELLER), quote)).isFalse();
        assertThat(quotes.isOf("item_a", terms(1, "10000", "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"), quote))
                .isFalse();
    }

    @Test
    void noTwoBuyersAreGivenTheSame() {
        assertThat(quotes.issue("item_a", terms, clock.instant().plus(Duration.ofMinutes(5))))
                .isNotEqualTo(quote);
    }

    @Test
    void nobodyElseMakesOne() {
        assertThat(quotes("another key").isOf("item_a", terms, quote)).isFalse();
    }

    @Test
    void everyBitOfItCounts() {
        byte[] bytes = Base64.getUrlDecoder().decode(quote);
        for (int i = 0; i < bytes.length; i++) {
            byte[] bent = bytes.clone();
            bent[i] ^= 1;

            assertThat(quotes.isOf("item_a", terms, Base64.getUrlEncoder().encodeToString(bent)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "////////////////////////////////////////////////", "🙂"})
    void whatIsNoQuoteIsOfNothing(String text) {
        assertThat(quotes.isOf("item_a", terms, text)).isFalse();
        assertThat(quotes.version(text)).isEmpty();
    }

    @Test
    void itTellsWhereAPaymentBelongsForAWhileAfterItsEnd() {
        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(quotes.isOf("item_a", terms, quote)).isTrue();

        clock.advance(Duration.ofSeconds(1));
        assertThat(quotes.isOf("item_a", terms, quote)).isFalse();
    }
}
