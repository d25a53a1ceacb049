package io.tollgate.payer;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import java.time.Duration;

/** Hears what a purchase is doing, for a person who waits. */
public interface PurchaseListener {
    /** The payment is signed and about to be sent. */
    default void paying(AtomicAmount amount, Network network, Address payTo) {}

    /** The server asked for patience, or the connection broke. */
    default void waiting(Duration time, String why) {}

    /** @param total bytes of the whole file, -1 when the server does not say */
    default void progress(long done, long total) {}
}
