package io.tollgate.upload;

import io.tollgate.catalog.SaleTerms;
import java.time.Duration;

/**
 * What the seller wants done with a file, checked.
 *
 * @param epochs how many Walrus epochs it is stored for
 * @param terms  what it is sold for
 * @param entitlementWindow how long a buyer may fetch it
 * @param sendTo Sui address the blob object goes to, or null to leave it with the publisher
 */
record Plan(
        int epochs,
        SaleTerms terms,
        Duration entitlementWindow,
        String title,
        String description,
        String sendTo,
        boolean sealed) {}
