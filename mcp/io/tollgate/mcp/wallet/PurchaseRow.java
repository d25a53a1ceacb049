package io.tollgate.mcp.wallet;

import java.time.Instant;
import java.util.Optional;

/**
 * A purchase as the books have it.
 *
 * @param amount  in units of the asset
 * @param micros  millionths of a dollar that count against the caps
 * @param payment as it was signed, with what the seller said since; whoever has it can present it
 */
public record PurchaseRow(
        String id,
        String caller,
        String url,
        String payTo,
        String network,
        String asset,
        String amount,
        long micros,
        String state,
        Instant reservedAt,
        Instant updatedAt,
        Optional<String> payment) {
    /** Without the payment. */
    @Override
    public String toString() {
        return "PurchaseRow[" + id + ", " + state + ", " + micros + "]";
    }
}
