package io.tollgate.admin.jmx;

import io.tollgate.admin.SalesSwitch;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.SalesTotals;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** {@code io.tollgate:type=Sales}: sales and revenue, and the switch that pauses sales. */
@ManagedResource(description = "Sales of all gateways on this database")
public final class ManagedSales {
    private final Ledger ledger;
    private final Networks networks;
    private final SalesSwitch sales;

    public ManagedSales(Ledger ledger, Networks networks, SalesSwitch sales) {
        this.ledger = ledger;
        this.networks = networks;
        this.sales = sales;
    }

    @ManagedAttribute(description = "Settled payments")
    public long getSold() {
        return ledger.totals().stream().mapToLong(SalesTotals::sales).sum();
    }

    @ManagedAttribute(description = "Revenue by network, in whole units of its token")
    public Map<String, String> getRevenue() {
        Map<String, String> revenue = new TreeMap<>();
        for (SalesTotals total : ledger.totals()) {
            String amount = networks.find(total.chain())
                    .map(Network::usdc)
                    .filter(asset -> asset.address().equals(total.asset()))
                    .map(asset -> total.revenue().written(asset.decimals()) + " " + asset.symbol())
                    .orElseGet(() -> total.revenue() + " units of " + total.asset());
            String network = networks.find(total.chain())
                    .map(Network::name)
                    .orElseGet(() -> total.chain().caip2());
            revenue.merge(network, amount, (one, other) -> one + ", " + other);
        }
        return revenue;
    }

    @ManagedAttribute(description = "True while this gateway accepts no payments")
    public boolean isPaused() {
        return sales.paused();
    }

    @ManagedAttribute(description = "Since when sales are paused; empty while they are open")
    public String getPausedSince() {
        return sales.pausedSince().map(Instant::toString).orElse("");
    }

    @ManagedOperation(description = "Accepts no payments from now on; buyers who have paid are still served")
    public void pauseSales() {
        sales.pause();
    }

    @ManagedOperation(description = "Accepts payments again")
    public void resumeSales() {
        sales.resume();
    }
}
