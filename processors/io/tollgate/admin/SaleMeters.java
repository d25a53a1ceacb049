package io.tollgate.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.ledger.Entitlement;
import io.tollgate.x402.money.ChainId;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

/** Counts sales and revenue, each sale once, when this gateway records its settlement. */
public final class SaleMeters implements Consumer<Entitlement> {
    private final MeterRegistry meters;
    private final Networks networks;

    /** @param sold the configured networks, whose counters exist from the start with the value 0 */
    public SaleMeters(MeterRegistry meters, Networks networks, List<Network> sold) {
        this.meters = meters;
        this.networks = networks;
        for (Network network : sold) {
            sales(network.name(), 1);
            sales(network.name(), 2);
            revenue(network.name());
        }
    }

    @Override
    public void accept(Entitlement entitlement) {
        entitlement.sale().ifPresent(sale -> {
            String network = name(sale.chain());
            sales(network, sale.version()).increment();
            networks.find(sale.chain())
                    .map(Network::usdc)
                    .ifPresent(asset -> revenue(network)
                            .increment(new BigDecimal(sale.amount().units(), asset.decimals()).doubleValue()));
        });
    }

    private String name(ChainId chain) {
        return networks.find(chain).map(Network::name).orElseGet(chain::caip2);
    }

    private Counter sales(String network, int version) {
        return Counter.builder("tollgate.sales")
                .description("Settled payments by network and x402 version")
                .tag("network", network)
                .tag("version", Integer.toString(version))
                .register(meters);
    }

    private Counter revenue(String network) {
        return Counter.builder("tollgate.revenue")
                .baseUnit("usdc")
                .description("Revenue of settled payments, in whole units of the token")
                .tag("network", network)
                .register(meters);
    }
}
