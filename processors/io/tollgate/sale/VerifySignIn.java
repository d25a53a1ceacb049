package io.tollgate.sale;

import io.tollgate.http.server.Problem;
import io.tollgate.ledger.Ledger;
import io.tollgate.x402.signin.SignInResult;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a wallet that signs in fetch what it has paid for. A sign-in that proves nothing is passed over, like a bad
 * download token; only when its chain cannot be asked is the request stopped, because the wallet may own the file.
 */
public final class VerifySignIn implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(VerifySignIn.class);
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final String NOTHING_BOUGHT = "not_bought_by_this_wallet";

    private final SignInChallenges signIns;
    private final Ledger ledger;

    public VerifySignIn(SignInChallenges signIns, Ledger ledger) {
        this.signIns = signIns;
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        switch (signIns.check(sale.signIn, sale.item)) {
            case SignInResult.Proven proven -> entitle(sale, proven);
            case SignInResult.Refused refused ->
                sale.ignoredSignIn = refused.fault().code();
            case SignInResult.Undecided undecided -> {
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

    private void entitle(SaleContext sale, SignInResult.Proven proven) {
        sale.entitlement = ledger.entitlement(proven.wallet(), sale.item.id())
                .filter(found -> proven.is(
                        found.payer().orElseThrow(), found.sale().orElseThrow().chain()))
                .orElse(null);
        if (sale.entitlement == null) {
            sale.ignoredSignIn = NOTHING_BOUGHT;
        }
    }
}
