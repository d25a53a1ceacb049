package io.tollgate.gate;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Asks the payer's wallet about a signature that no key explains, before anything is claimed. Where no chain can be
 * asked, what has the form of a key's signature is refused here, so that no facilitator can talk us into believing it;
 * any other form is left to a facilitator, which has a chain.
 */
public final class AskWallet implements Processor {
    private final WalletOpinions wallets;

    public AskWallet(WalletOpinions wallets) {
        this.wallets = wallets;
    }

    @Override
    public void process(Exchange exchange) {
        Sale sale = Sale.of(exchange);
        boolean likeAKeys = WalletOpinions.looksLikeAKeys(sale.presented);
        switch (wallets.of(sale.presented, sale.terms.network())) {
            case SIGNED -> sale.signed = true;
            case NOT_SIGNED -> throw CheckSignature.refused();
            case UNREACHABLE -> {
                if (likeAKeys) {
                    throw RecallSignature.unreachable();
                }
            }
            case NOBODY_ASKED -> {
                if (likeAKeys) {
                    throw CheckSignature.refused();
                }
            }
        }
    }
}
