package io.tollgate.sale.reconciliation;

import io.tollgate.ledger.ClaimOutcome;
import io.tollgate.x402.chain.AuthorizationUse;
import io.tollgate.x402.chain.Head;
import io.tollgate.x402.money.UnixTime;
import java.math.BigInteger;
import java.time.Instant;

/**
 * Judges what a chain says of an authorization. A used nonce counts as paid only by the transfer to the seller in a block
 * that is not older than our claim: an older one paid for something else. An unused nonce is the end only once the chain
 * itself has passed the authorization's last second, with a margin for blocks that are replaced.
 */
final class ChainEvidence {
    static final String CANCELED = "authorization_canceled";
    static final String EXPIRED = "authorization_expired";

    /** How far our clock may be ahead of the chain's, in seconds. */
    private static final BigInteger CLOCKS = BigInteger.valueOf(5);

    private static final BigInteger REPLACED_BLOCKS = BigInteger.valueOf(60);

    private ChainEvidence() {}

    static ChainFinding judge(AuthorizationUse use, Instant claimedAt, UnixTime validBefore) {
        return switch (use) {
            case AuthorizationUse.Paid paid ->
                before(paid.at(), claimedAt)
                        ? new ChainFinding.NeverMoves(ClaimOutcome.Refused.ALREADY_USED)
                        : new ChainFinding.Moved(paid.transaction());
            case AuthorizationUse.Canceled canceled -> new ChainFinding.NeverMoves(CANCELED);
            case AuthorizationUse.UsedOtherwise other -> new ChainFinding.NeverMoves(ClaimOutcome.Refused.ALREADY_USED);
            case AuthorizationUse.Unused unused ->
                past(unused.asOf(), validBefore) ? new ChainFinding.NeverMoves(EXPIRED) : new ChainFinding.Open();
        };
    }

    private static boolean before(Head block, Instant claimedAt) {
        BigInteger claimed = UnixTime.of(claimedAt).seconds();
        return block.time().seconds().add(CLOCKS).compareTo(claimed) < 0;
    }

    private static boolean past(Head head, UnixTime validBefore) {
        return head.time().seconds().subtract(REPLACED_BLOCKS).compareTo(validBefore.seconds()) > 0;
    }
}
