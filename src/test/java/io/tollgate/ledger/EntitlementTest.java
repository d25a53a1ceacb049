package io.tollgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.TestDatabase;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.ItemTerms;
import io.tollgate.catalog.ItemText;
import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.SaleTerms;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Only the ledger makes an entitlement or a claim, and without payment only for a free item. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class EntitlementTest {
    private final LedgerFixture fixture;

    EntitlementTest(TestDatabase kind) {
        fixture = new LedgerFixture(kind);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void nothingOutsideTheLedgerCanMakeAnEntitlementOrAClaim() {
        for (Class<?> guarded : new Class<?>[] {Entitlement.class, Claim.class}) {
            assertThat(Modifier.isFinal(guarded.getModifiers())).isTrue();
            assertThat(guarded.getDeclaredConstructors())
                    .extracting(Constructor::getModifiers)
                    .noneMatch(modifiers -> Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
            assertThat(Arrays.stream(guarded.getDeclaredMethods())
                            .filter(method -> method.getReturnType() == guarded)
                            .map(Method::getModifiers))
                    .noneMatch(modifiers -> Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
        }
    }

    @Test
    void aFreeItemIsGivenToEverybody() {
        Entitlement entitlement = fixture.ledger.grantFree(item("0"));

        assertThat(entitlement.itemId()).isEqualTo("item_a");
        assertThat(entitlement.payer()).isEmpty();
        assertThat(entitlement.sale()).isEmpty();
        fixture.ledger.recordDelivery(entitlement, true);
        assertThat(fixture.rows("entitlement")).isZero();
    }

    @Test
    void anItemWithAPriceIsNeverGivenForNothing() {
        assertThatThrownBy(() -> fixture.ledger.grantFree(item("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not free");
    }

    private static Item item(String price) {
        return new Item(
                "item_a",
                "blob",
                ItemText.of("", ""),
                new Item.Content("a.txt", "text/plain", 1, "00"),
                new Item.Seal(false, new byte[0]),
                new ItemTerms(
                        1,
                        new SaleTerms(
                                new Pricing.Fixed(AtomicAmount.parse(price)),
                                Payments.PAY_TO,
                                new ChainId(84532),
                                List.of()),
                        AtomicAmount.parse(price)),
                new Item.Storage(10, Instant.EPOCH, Instant.EPOCH, Optional.empty()),
                Instant.EPOCH,
                Item.State.FOR_SALE,
                Duration.ofHours(24),
                1);
    }
}
