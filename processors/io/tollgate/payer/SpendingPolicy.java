package io.tollgate.payer;

import java.util.Optional;

/** What a wallet may be used for, beyond the limit of one purchase. Asked before anything is signed. */
public interface SpendingPolicy {
    /** Where the person who ran a command has decided already. */
    SpendingPolicy UNBOUNDED = new SpendingPolicy() {
        @Override
        public Optional<String> objection(ProposedPayment spending) {
            return Optional.empty();
        }

        @Override
        public Optional<String> reserve(ProposedPayment spending) {
            return Optional.empty();
        }
    };

    /** Why this offer must not be paid, so that the next one is looked at; changes nothing. */
    Optional<String> objection(ProposedPayment spending);

    /** Sets the money aside, at most once for a purchase; empty when that was done, else why not. */
    Optional<String> reserve(ProposedPayment spending);
}
