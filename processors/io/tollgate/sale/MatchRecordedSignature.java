package io.tollgate.sale;

import io.tollgate.http.server.Problem;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.PaymentRecord;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Checks a signature that does not recover to the payer: it must equal the one that this authorization was claimed with
 * before, or be another one that the payer's wallet confirms. A client that only names a known payer and nonce learns
 * nothing. A payment that the ledger does not know is left to the next steps.
 */
public final class MatchRecordedSignature implements Processor {
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Ledger ledger;
    private final SmartWalletVerifier wallets;

    public MatchRecordedSignature(Ledger ledger, SmartWalletVerifier wallets) {
        this.ledger = ledger;
        this.wallets = wallets;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        Optional<PaymentRecord> row = ledger.find(sale.presented.key());
        if (row.isEmpty()) {
            return;
        }
        if (!row.get().payment().digest().equals(sale.presented.digest())) {
            throw CheckSignature.refused();
        }
        sale.signed = row.get().payment().signature().equals(sale.presented.signature())
                || switch (wallets.of(sale.presented, sale.terms.network())) {
                    case SIGNED -> true;
                    case NOT_SIGNED, NOBODY_ASKED -> throw CheckSignature.refused();
                    case UNREACHABLE -> throw unreachable();
                };
    }

    static Problem unreachable() {
        return Problem.retry(
                503,
                "wallet_unreachable",
                "the chain could not be asked whether this wallet signed; nothing was charged, send the same payment again",
                LATER,
                null);
    }
}
