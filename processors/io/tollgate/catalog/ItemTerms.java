package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import io.tollgate.x402.money.AtomicAmount;

/**
 * One version of an item's terms of sale.
 *
 * @param version counts from 1
 * @param price   what {@link SaleTerms#pricing()} comes to for this file, in millionths of a dollar; zero is free
 */
public record ItemTerms(int version, SaleTerms requested, AtomicAmount price) {
    public ItemTerms {
        requireNonNull(requested, "asked must not be null");
        requireNonNull(price, "price must not be null");
    }
}
