package io.tollgate.reliability;

import java.util.List;

/**
 * A moment of a sale at which the gateway is killed: before a step of the route, or before a write of the ledger.
 *
 * @param label  description of the moment
 * @param type   class whose method is about to run
 * @param method method of that class, with all its overloads
 * @param hits   number of the call at which to kill
 */
record KillPoint(String label, String type, String method, int hits) {
    /** The moments that the debugger detects, in the order of a sale. */
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
                new KillPoint(
                        "half way through the writes of a settlement", "io.tollgate.ledger.SaleDao", "announce", 1),
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
