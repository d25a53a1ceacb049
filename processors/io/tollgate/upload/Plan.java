package io.tollgate.upload;

import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;

/**
 * What the seller wants done with a file, checked.
 *
 * @param epochs how many Walrus epochs it is stored for
 * @param sendTo Sui address the blob object goes to, or null to leave it with the publisher
 */
record Plan(
        int epochs,
        AtomicAmount price,
        Address payTo,
        String title,
        String description,
        String sendTo,
        boolean sealed) {}
