package io.tollgate.facilitator.client;

/** What a facilitator thinks of a payment before it is settled. */
public sealed interface Verification {
    record Valid() implements Verification {}

    /** @param reason the protocol's own word, short enough to be shown */
    record Invalid(String reason) implements Verification {}

    /** No opinion was given: nothing is known against the payment, and nothing was charged. */
    record Unavailable(String why) implements Verification {}
}
