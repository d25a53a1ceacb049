package io.tollgate.sale;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Asks the payer's wallet about a signature that no key explains, before anything is claimed. Where no chain can be
 * asked, what has the form of a key's signature is refused here, so that no facilitator can talk us into believing it;
 * any other form is left to a facilitator, which has a chain.
 */
public final class VerifySmartWallet implements Processor {
    private final SmartWalletVerifier wallets;

    public VerifySmartWallet(SmartWalletVerifier wallets) {
        this.wallets = wallets;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        boolean likeAKeys = SmartWalletVerifier.looksLikeAKeys(sale.presented);
        switch (wallets.of(sale.presented, sale.terms.network())) {
            case SIGNED -> sale.signed = true;
            case NOT_SIGNED -> throw CheckSignature.refused();
            case UNREACHABLE -> {
                if (likeAKeys) {
                    throw MatchRecordedSignature.unreachable();
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
