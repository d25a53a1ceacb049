package io.tollgate.mcp.wallet;

import io.tollgate.payer.PaymentStore;
import io.tollgate.payer.StoredPayment;
import io.tollgate.payer.StoredPaymentCodec;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Keeps the payment of one purchase in the wallet's books, where every process that shares them finds it. */
final class LedgerPaymentStore implements PaymentStore {
    private final WalletLedger books;
    private final PurchaseName purchase;
    private boolean known;

    LedgerPaymentStore(WalletLedger books, PurchaseName purchase) {
        this.books = books;
        this.purchase = purchase;
    }

    @Override
    public Optional<StoredPayment> load() throws IOException {
        Optional<String> text = books.find(purchase.id()).flatMap(PurchaseRow::payment);
        known = text.isPresent();
        try {
            return text.map(StoredPaymentCodec::read);
        } catch (RuntimeException e) {
            throw new IOException("the kept payment of purchase " + purchase.id() + " cannot be read", e);
        }
    }

    /** @throws IOException when another process has kept a payment of this purchase meanwhile: ours is not sent */
    @Override
    public void save(StoredPayment payment) throws IOException {
        String state = payment.state().name().toLowerCase(Locale.ROOT);
        if (!books.keep(purchase, state, StoredPaymentCodec.write(payment), !known)) {
            throw new IOException("another process is paying for purchase " + purchase.id());
        }
        known = true;
    }

    /** It stays: the books remember what was paid, and a token may bring the file again. */
    @Override
    public void delete() {}

    @Override
    public String place() {
        return "purchase " + purchase.id();
    }
}
