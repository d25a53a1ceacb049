package io.tollgate.ledger;

import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;
import io.tollgate.money.ChainId;

/**
 * What was sold for one token since the ledger began.
 *
 * @param sales   settled payments
 * @param revenue the sum of their amounts, in atomic units
 */
public record Totals(ChainId chain, Address asset, long sales, AtomicAmount revenue) {}
