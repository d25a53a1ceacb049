package io.tollgate.payer;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import java.nio.file.Path;
import java.util.Optional;

/** How a purchase ended. Every sentence in here is fit for a terminal: what a server said is cleaned first. */
public sealed interface PurchaseResult {
    /**
     * The file is complete.
     *
     * @param sha256   hex, of the bytes on disk
     * @param verified true when the server had named the hash and it is this one
     * @param paid     empty when no payment was asked for
     */
    record Saved(Path file, long bytes, String sha256, boolean verified, Optional<Paid> paid)
            implements PurchaseResult {}

    /**
     * It is the buyer's, and larger than the buyer takes here.
     *
     * @param bytes -1 when the server does not say
     * @param link  as the seller gave it for fetching the file; anyone who has it can
     */
    record TooLarge(long bytes, Optional<String> link, Optional<Paid> paid) implements PurchaseResult {}

    /** Nothing was paid and nothing can be: over the limit, unpayable terms, no wallet, or the seller said no. */
    record NotPaid(String why) implements PurchaseResult {}

    /** A payment was sent and its outcome is unknown. The next run presents the same one. */
    record Unknown(String why) implements PurchaseResult {}

    /** No file, and no doubt about money: a wrong address, a cut transfer of a file that is paid for. */
    record Failed(String why) implements PurchaseResult {}

    /**
     * What was paid.
     *
     * @param again       true when the payment was signed by an earlier run
     * @param transaction 0x and hex, when the seller's receipt names one
     */
    record Paid(AtomicAmount amount, Network network, Address payTo, boolean again, Optional<String> transaction) {}
}
