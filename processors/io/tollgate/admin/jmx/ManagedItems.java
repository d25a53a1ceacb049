package io.tollgate.admin.jmx;

import io.tollgate.catalog.Item;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;

/** {@code io.tollgate:type=Items}: what is for sale. */
@ManagedResource(description = "Items of every gateway on this database")
public final class ManagedItems {
    private final Supplier<Map<Item.State, Long>> counts;

    public ManagedItems(Supplier<Map<Item.State, Long>> counts) {
        this.counts = counts;
    }

    @ManagedAttribute(description = "Items by state")
    public Map<String, Long> getByState() {
        Map<Item.State, Long> now = counts.get();
        Map<String, Long> byState = new TreeMap<>();
        for (Item.State state : Item.State.values()) {
            byState.put(state.name().toLowerCase(Locale.ROOT), now.getOrDefault(state, 0L));
        }
        return byState;
    }

    @ManagedAttribute(description = "Items that can be bought")
    public long getForSale() {
        return counts.get().getOrDefault(Item.State.FOR_SALE, 0L);
    }
}
