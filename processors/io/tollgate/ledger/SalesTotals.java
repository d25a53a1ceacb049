package io.tollgate.ledger;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;

/**
 * What was sold for one token since the ledger began.
 *
 * @param sales   settled payments
 * @param revenue the sum of their amounts, in atomic units
 */
public record SalesTotals(ChainId chain, Address asset, long sales, AtomicAmount revenue) {}
