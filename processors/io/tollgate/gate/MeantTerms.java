package io.tollgate.gate;

import io.tollgate.catalog.ItemTerms;
import io.tollgate.payment.PaymentTerms;

/**
 * The terms that a payment is held against.
 *
 * @param terms   on the network that the payment names
 * @param version the version of the item's terms they come from
 * @param offered false when that version is not offered on that network
 */
record MeantTerms(PaymentTerms terms, ItemTerms version, boolean offered) {}
