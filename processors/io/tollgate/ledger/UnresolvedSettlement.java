package io.tollgate.ledger;

/**
 * A payment whose settlement is in doubt and whose turn it is, as {@link UnresolvedSettlements#due} found it.
 *
 * @param looks how often the reconciler has looked
 */
public record UnresolvedSettlement(PaymentKey key, PaymentState state, long leaseVersion, int looks) {}
