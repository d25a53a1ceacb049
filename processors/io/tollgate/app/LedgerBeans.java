package io.tollgate.app;

import static io.tollgate.app.GatewayWiring.step;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.admin.api.ListUnresolvedSettlements;
import io.tollgate.admin.api.MarkAllDue;
import io.tollgate.admin.api.ResolveManually;
import io.tollgate.admin.api.WriteBackup;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.ledger.BuyerRetention;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.LedgerTimes;
import io.tollgate.ledger.Outbox;
import io.tollgate.ledger.Pseudonyms;
import io.tollgate.ledger.UnresolvedSettlements;
import io.tollgate.sale.events.LogSale;
import io.tollgate.sale.events.ReadEvent;
import io.tollgate.sale.events.RecordEventDelivery;
import io.tollgate.sale.events.TakeDueEvents;
import io.tollgate.sale.facilitator.FacilitatorCalls;
import io.tollgate.sale.reconciliation.AlertStaleSettlements;
import io.tollgate.sale.reconciliation.ApplyBuyerRetention;
import io.tollgate.sale.reconciliation.AskChain;
import io.tollgate.sale.reconciliation.FindDueSettlements;
import io.tollgate.sale.reconciliation.LeaseSettlement;
import io.tollgate.sale.reconciliation.PrepareSettleRetry;
import io.tollgate.sale.reconciliation.ReadSettleRetry;
import io.tollgate.sale.reconciliation.ReconciliationRecorder;
import io.tollgate.settings.ReconcileMode;
import io.tollgate.settings.Settings;
import io.tollgate.x402.chain.Chain;
import io.tollgate.x402.chain.Chains;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the ledger and what works on it by itself: finding out, telling of sales, forgetting. */
final class LedgerBeans {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerBeans.class);

    private final Settings settings;
    private final Database database;
    private final Pseudonyms pseudonyms;
    private final LedgerTimes times;
    private final Clock clock;
    private final Ledger ledger;

    LedgerBeans(Settings settings, Database database, SecretKey pseudonyms, RandomIds ids, Clock clock) {
        this.settings = settings;
        this.database = database;
        this.pseudonyms = new Pseudonyms(pseudonyms);
        this.clock = clock;
        times = new LedgerTimes(
                settings.payment().lease(),
                settings.sale().redeliveryWindow(),
                settings.sale().entitlementWindow());
        ledger = new Ledger(database, times, clock, ids, Optional.of(this.pseudonyms));
    }

    Ledger ledger() {
        return ledger;
    }

    void bind(Main camel, Chains chains, Networks networks, FacilitatorCalls calls, MeterRegistry meters) {
        Function<Network, Optional<Chain>> asked = asked(chains);
        UnresolvedSettlements doubts =
                new UnresolvedSettlements(database, times, settings.payment().reconcileInterval(), clock);
        ReconciliationRecorder outcomes = new ReconciliationRecorder(ledger, meters);
        step(camel, "findDueSettlements", new FindDueSettlements(doubts));
        step(camel, "leaseSettlement", new LeaseSettlement(doubts));
        step(camel, "askChain", new AskChain(asked, networks, outcomes));
        step(camel, "prepareSettleRetry", new PrepareSettleRetry(ledger, calls, outcomes));
        step(camel, "readSettleRetry", new ReadSettleRetry(outcomes));
        step(
                camel,
                "alertStaleSettlements",
                new AlertStaleSettlements(
                        doubts, asked.apply(settings.payment().network()).isPresent(), meters));
        step(camel, "markAllDue", new MarkAllDue(doubts));
        step(camel, "listUnresolvedSettlements", new ListUnresolvedSettlements(ledger));
        step(camel, "resolveAsSettled", new ResolveManually(doubts, ledger, true));
        step(camel, "resolveAsRejected", new ResolveManually(doubts, ledger, false));
        step(camel, "writeBackup", new WriteBackup(database, settings.server().dataDir(), clock));
        Outbox outbox = new Outbox(database, clock);
        step(camel, "takeDueEvents", new TakeDueEvents(outbox, meters));
        step(camel, "readEvent", new ReadEvent());
        step(camel, "recordEventDelivery", new RecordEventDelivery(outbox, meters));
        step(camel, "logSale", new LogSale());
        step(
                camel,
                "applyBuyerRetention",
                new ApplyBuyerRetention(
                        new BuyerRetention(database, pseudonyms, settings.sale().buyerRetention(), clock)));
    }

    private Function<Network, Optional<Chain>> asked(Chains chains) {
        if (settings.payment().reconcile() == ReconcileMode.FACILITATOR_ONLY) {
            LOG.warn("TOLLGATE_RECONCILE is facilitator-only: a payment that the facilitator does not know stays open");
            return network -> Optional.empty();
        }
        return chains::of;
    }
}
