package io.tollgate.mcp.wallet;

import io.tollgate.payer.ProposedPayment;
import io.tollgate.payer.SpendingPolicy;
import io.tollgate.x402.money.AtomicAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The wallet's rules for one purchase of one caller. Everything is checked again on the very object that is signed. */
public final class CallPolicy implements SpendingPolicy {
    private final WalletRules rules;
    private final WalletLedger books;
    private final PurchaseName purchase;
    private final Optional<AtomicAmount> callersDay;
    private final long mostOfCall;
    private final Approval approval;
    private Optional<ProposedPayment> unapproved = Optional.empty();

    /** Whether a person has said yes to a payment; asked only above the threshold, once for a payment. */
    @FunctionalInterface
    public interface Approval {
        boolean given(ProposedPayment spending);
    }

    CallPolicy(
            WalletRules rules,
            WalletLedger books,
            PurchaseName purchase,
            Optional<AtomicAmount> callersDay,
            Optional<AtomicAmount> maxPrice,
            Approval approval) {
        this.rules = rules;
        this.books = books;
        this.purchase = purchase;
        this.callersDay = callersDay;
        this.mostOfCall = maxPrice.filter(max -> max.compareTo(rules.perCall()) < 0)
                .orElse(rules.perCall())
                .units()
                .longValueExact();
        this.approval = approval;
    }

    @Override
    public Optional<String> objection(ProposedPayment spending) {
        return rules.objection(spending, mostOfCall);
    }

    @Override
    public Optional<String> reserve(ProposedPayment spending) {
        Optional<String> objection = objection(spending);
        if (objection.isPresent()) {
            return objection;
        }
        boolean needed = rules.approveAbove()
                .filter(limit -> WalletRules.micros(spending) > limit.units().longValueExact())
                .isPresent();
        if (needed && !approval.given(spending)) {
            unapproved = Optional.of(spending);
            return Optional.of("it costs " + spending.price() + ", and a person has to agree to that first");
        }
        List<WalletLedger.Cap> caps = new ArrayList<>();
        caps.add(new WalletLedger.Cap(
                WalletLedger.WHOLE_WALLET, rules.perDay().units().longValueExact()));
        callersDay.ifPresent(most -> caps.add(
                new WalletLedger.Cap("caller " + purchase.caller(), most.units().longValueExact())));
        return books.reserve(purchase.id(), purchase.caller(), purchase.automatic(), spending, caps);
    }

    /** What was not paid for want of a person's yes. */
    public Optional<ProposedPayment> unapproved() {
        return unapproved;
    }
}
