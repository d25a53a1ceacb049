package io.tollgate.gateway;

import static io.tollgate.gateway.Beans.step;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.chain.Chain;
import io.tollgate.chain.Chains;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.gate.FacilitatorCalls;
import io.tollgate.ledger.Doubts;
import io.tollgate.ledger.Forgetting;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.LedgerTimes;
import io.tollgate.ledger.Outbox;
import io.tollgate.ledger.Pseudonyms;
import io.tollgate.money.Network;
import io.tollgate.money.Networks;
import io.tollgate.reconcile.AlarmOperator;
import io.tollgate.reconcile.AskChain;
import io.tollgate.reconcile.CloseEvent;
import io.tollgate.reconcile.DecideDoubt;
import io.tollgate.reconcile.FindDoubts;
import io.tollgate.reconcile.ForgetBuyers;
import io.tollgate.reconcile.HurryDoubts;
import io.tollgate.reconcile.ListDoubts;
import io.tollgate.reconcile.NoteSale;
import io.tollgate.reconcile.OpenEvent;
import io.tollgate.reconcile.Outcomes;
import io.tollgate.reconcile.PrepareSecondAsk;
import io.tollgate.reconcile.ReadSecondAnswer;
import io.tollgate.reconcile.SendEvents;
import io.tollgate.reconcile.TakeOver;
import io.tollgate.reconcile.WriteBackup;
import io.tollgate.settings.ReconcileMode;
import io.tollgate.settings.Settings;
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
        Doubts doubts = new Doubts(database, times, settings.payment().reconcileInterval(), clock);
        Outcomes outcomes = new Outcomes(ledger, meters);
        step(camel, "findDoubts", new FindDoubts(doubts));
        step(camel, "takeOver", new TakeOver(doubts));
        step(camel, "askChain", new AskChain(asked, networks, outcomes));
        step(camel, "prepareSecondAsk", new PrepareSecondAsk(ledger, calls, outcomes));
        step(camel, "readSecondAnswer", new ReadSecondAnswer(outcomes));
        step(
                camel,
                "alarmOperator",
                new AlarmOperator(
                        doubts, asked.apply(settings.payment().network()).isPresent(), meters));
        step(camel, "hurryDoubts", new HurryDoubts(doubts));
        step(camel, "listDoubts", new ListDoubts(ledger));
        step(camel, "decideSettled", new DecideDoubt(doubts, ledger, true));
        step(camel, "decideRejected", new DecideDoubt(doubts, ledger, false));
        step(camel, "writeBackup", new WriteBackup(database, settings.server().dataDir(), clock));
        Outbox outbox = new Outbox(database, clock);
        step(camel, "sendEvents", new SendEvents(outbox, meters));
        step(camel, "openEvent", new OpenEvent());
        step(camel, "closeEvent", new CloseEvent(outbox, meters));
        step(camel, "noteSale", new NoteSale());
        step(
                camel,
                "forgetBuyers",
                new ForgetBuyers(
                        new Forgetting(database, pseudonyms, settings.sale().buyerRetention(), clock)));
    }

    private Function<Network, Optional<Chain>> asked(Chains chains) {
        if (settings.payment().reconcile() == ReconcileMode.FACILITATOR_ONLY) {
            LOG.warn("TOLLGATE_RECONCILE is facilitator-only: a payment that the facilitator does not know stays open");
            return network -> Optional.empty();
        }
        return chains::of;
    }
}
