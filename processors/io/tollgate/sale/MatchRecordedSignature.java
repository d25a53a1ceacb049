package io.tollgate.sale;

import io.tollgate.http.server.Problem;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.PaymentRecord;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Of a signature that no key explains: whether it is the one that this very authorisation was claimed with before, or
 * another one that the payer's wallet stands by. Whoever only names a known payer and nonce learns nothing of it. Leaves
 * a payment that the ledger does not know to the steps behind.
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
