package io.tollgate.gate;

import io.tollgate.http.Problem;
import io.tollgate.ledger.Ledger;
import io.tollgate.proof.WalletProof;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a wallet that signs in fetch what it has paid for. A sign-in that proves nothing is passed over, like a bad
 * download token; only when its chain cannot be asked is the request stopped, because the wallet may own the file.
 */
public final class CheckWallet implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(CheckWallet.class);
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final String NOTHING_BOUGHT = "not_bought_by_this_wallet";

    private final SignIns signIns;
    private final Ledger ledger;

    public CheckWallet(SignIns signIns, Ledger ledger) {
        this.signIns = signIns;
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        Sale sale = Sale.of(exchange);
        switch (signIns.check(sale.signIn, sale.item)) {
            case WalletProof.Proven proven -> entitle(sale, proven);
            case WalletProof.Refused refused ->
                sale.passedOver = refused.fault().code();
            case WalletProof.Undecided undecided -> {
                LOG.warn("{}: a smart wallet could not be asked: {}", sale, undecided.why());
                throw Problem.retry(
                        503,
                        "wallet_unchecked",
                        "the wallet's chain cannot be asked now; nothing was charged, send the same request again",
                        LATER,
                        null);
            }
        }
    }

    private void entitle(Sale sale, WalletProof.Proven proven) {
        sale.entitlement = ledger.entitlement(proven.wallet(), sale.item.id())
                .filter(found -> proven.is(
                        found.payer().orElseThrow(), found.sale().orElseThrow().chain()))
                .orElse(null);
        if (sale.entitlement == null) {
            sale.passedOver = NOTHING_BOUGHT;
        }
    }
}
