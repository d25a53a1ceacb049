package io.tollgate.catalog.offer;

import io.tollgate.catalog.ItemTerms;
import io.tollgate.x402.protocol.PaymentTerms;

/**
 * The terms that a payment is held against.
 *
 * @param terms   on the network that the payment names
 * @param version the version of the item's terms they come from
 * @param offered false when that version is not offered on that network
 */
public record MatchedTerms(PaymentTerms terms, ItemTerms version, boolean offered) {}
