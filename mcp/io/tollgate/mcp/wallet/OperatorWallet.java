package io.tollgate.mcp.wallet;

import io.tollgate.database.RandomIds;
import io.tollgate.payer.PaymentStore;
import io.tollgate.payer.ProposedPayment;
import io.tollgate.x402.money.AtomicAmount;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The wallet as tools see it: its rules, its books, and who is buying what at this moment. */
public final class OperatorWallet {
    private static final Duration CONFIRMATION = Duration.ofMinutes(10);

    private final WalletRules rules;
    private final Supplier<WalletLedger> books;
    private final Clock clock;
    private final RandomIds ids;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /** @param books opened when they are first needed */
    public OperatorWallet(WalletRules rules, Supplier<WalletLedger> books, Clock clock, RandomIds ids) {
        this.rules = rules;
        this.books = books;
        this.clock = clock;
        this.ids = ids;
    }

    public WalletRules rules() {
        return rules;
    }

    public WalletLedger books() {
        return books.get();
    }

    /** @param name what the caller calls the purchase; empty: the one of this file that is not older than a day */
    public PurchaseName name(String caller, URI url, Optional<String> name) {
        if (name.isPresent()) {
            return PurchaseName.named(caller, url, name.get());
        }
        return books().recent(caller, url.toString())
                .map(id -> new PurchaseName(id, caller, true))
                .orElseGet(() -> PurchaseName.ofDay(
                        caller, url, clock.millis() / Duration.ofDays(1).toMillis()));
    }

    public CallPolicy policy(
            PurchaseName purchase,
            Optional<AtomicAmount> callersDay,
            Optional<AtomicAmount> maxPrice,
            CallPolicy.Approval approval) {
        return new CallPolicy(rules, books(), purchase, callersDay, maxPrice, approval);
    }

    public PaymentStore memory(PurchaseName purchase) {
        return new LedgerPaymentStore(books(), purchase);
    }

    /** Begins a purchase in this process; false when it is being made already. {@link #end} it. */
    public boolean begin(PurchaseName purchase) {
        return running.add(purchase.id());
    }

    public void end(PurchaseName purchase) {
        running.remove(purchase.id());
    }

    /** Makes a token that stands for a person's yes to this price of this seller, for ten minutes. */
    public String confirmation(String caller, ProposedPayment spending) {
        String token = ids.next("ok_") + ids.next("");
        books().confirmations()
                .add(
                        PurchaseName.sha256(token),
                        caller,
                        Map.of(
                                "url",
                                spending.url().toString(),
                                "payTo",
                                spending.payTo().toString()),
                        WalletRules.micros(spending),
                        clock.instant().plus(CONFIRMATION));
        return token;
    }

    /** Uses such a token up. */
    public boolean confirmed(String token, String caller, ProposedPayment spending) {
        return books().confirmations().use(PurchaseName.sha256(token), caller, spending);
    }

    /** Millionths of a dollar that may still be set aside today, by the wallet's cap and the caller's. */
    public long leftToday(String caller, Optional<AtomicAmount> callersDay) {
        long wallet = rules.perDay().units().longValueExact() - books().reservedToday(WalletLedger.WHOLE_WALLET);
        long own = callersDay
                .map(most -> most.units().longValueExact() - books().reservedToday("caller " + caller))
                .orElse(wallet);
        return Math.max(0, Math.min(wallet, own));
    }

    /** The same for the whole wallet and all callers. */
    long leftToday() {
        return Math.max(0, rules.perDay().units().longValueExact() - books().reservedToday(WalletLedger.WHOLE_WALLET));
    }

    public static String dollars(long micros) {
        return WalletRules.dollars(micros);
    }
}
