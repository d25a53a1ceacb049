package io.tollgate.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.admin.api.ListUnresolvedSettlements;
import io.tollgate.admin.api.MarkAllDue;
import io.tollgate.admin.api.ResolveManually;
import io.tollgate.admin.api.WriteBackup;
import io.tollgate.database.Database;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the ledger, and the steps of reconciliation, events about sales, and retention. */
final class LedgerBeans {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerBeans.class);

    private final Settings settings;
    private final Database database;
    private final Networks networks;
    private final MeterRegistry meters;
    private final Pseudonyms pseudonyms;
    private final LedgerTimes times;
    private final Clock clock;
    private final Ledger ledger;

    LedgerBeans(GatewayServices services, SecretKey pseudonyms) {
        settings = services.settings();
        database = services.database();
        networks = services.networks();
        meters = services.meters();
        clock = services.clock();
        this.pseudonyms = new Pseudonyms(pseudonyms);
        times = new LedgerTimes(
                settings.payment().lease(),
                settings.sale().redeliveryWindow(),
                settings.sale().entitlementWindow());
        ledger = new Ledger(database, times, clock, services.ids(), Optional.of(this.pseudonyms));
    }

    Ledger ledger() {
        return ledger;
    }

    void bind(Steps steps, Chains chains, FacilitatorCalls calls) {
        Function<Network, Optional<Chain>> reconciled = reconciled(chains);
        UnresolvedSettlements unresolved =
                new UnresolvedSettlements(database, times, settings.payment().reconcileInterval(), clock);
        ReconciliationRecorder recorder = new ReconciliationRecorder(ledger, meters);
        steps.add("findDueSettlements", new FindDueSettlements(unresolved));
        steps.add("leaseSettlement", new LeaseSettlement(unresolved));
        steps.add("askChain", new AskChain(reconciled, networks, recorder));
        steps.add("prepareSettleRetry", new PrepareSettleRetry(ledger, calls, recorder));
        steps.add("readSettleRetry", new ReadSettleRetry(recorder));
        steps.add(
                "alertStaleSettlements",
                new AlertStaleSettlements(
                        unresolved,
                        reconciled.apply(settings.payment().network()).isPresent(),
                        meters));
        steps.add("markAllDue", new MarkAllDue(unresolved));
        steps.add("listUnresolvedSettlements", new ListUnresolvedSettlements(ledger));
        steps.add("resolveAsSettled", new ResolveManually(unresolved, ledger, true));
        steps.add("resolveAsRejected", new ResolveManually(unresolved, ledger, false));
        steps.add("writeBackup", new WriteBackup(database, settings.server().dataDir(), clock));
        Outbox outbox = new Outbox(database, clock);
        steps.add("takeDueEvents", new TakeDueEvents(outbox, meters));
        steps.add("readEvent", new ReadEvent());
        steps.add("recordEventDelivery", new RecordEventDelivery(outbox, meters));
        steps.add("logSale", new LogSale());
        steps.add(
                "applyBuyerRetention",
                new ApplyBuyerRetention(
                        new BuyerRetention(database, pseudonyms, settings.sale().buyerRetention(), clock)));
    }

    private Function<Network, Optional<Chain>> reconciled(Chains chains) {
        if (settings.payment().reconcile() == ReconcileMode.FACILITATOR_ONLY) {
            LOG.warn(
                    "TOLLGATE_RECONCILE is facilitator-only: a payment that the facilitator does not know stays unresolved");
            return network -> Optional.empty();
        }
        return chains::of;
    }
}
