package io.tollgate.reliability;

import java.util.List;

/**
 * A moment of a sale at which the gateway is killed, by the step of the route or by what the ledger is about to write.
 *
 * @param label  what an operator would call the moment
 * @param type   class that is about to work then
 * @param method of that class, all its overloads
 * @param hits   at which time of reaching it
 */
record KillPoint(String label, String type, String method, int hits) {
    /** The moments that are found by a debugger, in the order of a sale. */
    static List<KillPoint> all() {
        return List.of(
                before("read-credentials", "ReadCredentials"),
                before("check-signature", "CheckSignature"),
                before("resume-known-payment", "ResumeKnownPayment"),
                before("match-terms", "MatchTerms"),
                before("claim-payment", "ClaimPayment"),
                writing("claim", "Ledger", "claim"),
                before("prepare-verification", "PrepareVerification"),
                before("read-verification", "ReadVerification"),
                before("prove-readable", "OpenBlob"),
                before("begin-settling", "BeginSettling"),
                writing("settling", "Ledger", "beginSettlement"),
                new KillPoint(
                        "before the call to settle",
                        "io.tollgate.sale.facilitator.PrepareFacilitatorRequest",
                        "process",
                        2),
                before("grant-entitlement", "GrantEntitlement"),
                writing("settled", "Ledger", "recordSettlement"),
                new KillPoint("half of what a settlement writes", "io.tollgate.ledger.SaleDao", "announce", 1),
                before("stream-to-client", "Deliver"),
                new KillPoint("before the first byte", "io.tollgate.http.delivery.StreamToClient", "send", 1),
                writing("delivered", "Ledger", "recordDelivery"));
    }

    private static KillPoint before(String step, String type) {
        return new KillPoint("before " + step, "io.tollgate.sale." + type, "process", 1);
    }

    private static KillPoint writing(String state, String type, String method) {
        return new KillPoint("before the ledger writes: " + state, "io.tollgate.ledger." + type, method, 1);
    }

    @Override
    public String toString() {
        return label;
    }
}
