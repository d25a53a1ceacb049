package io.tollgate.payer;

import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.protocol.Headers;
import io.tollgate.x402.protocol.Offer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** What is said about money when a server answers 402: sign its terms, or understand why it does not take a payment. */
final class PaymentNegotiator {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    /** A payment to send now, or the end of the purchase; what is to be remembered of the payment comes with it. */
    sealed interface Outcome {
        record Signed(StoredPayment payment) implements Outcome {}

        record Over(PurchaseResult end, Optional<StoredPayment> remember) implements Outcome {}
    }

    private final URI url;
    private final OfferSelector choice;
    private final SpendingPolicy policy;
    private final SignPayment signing;
    private final WalletProvider wallets;
    private final Clock clock;
    private final PurchaseListener listener;

    PaymentNegotiator(
            URI url,
            OfferSelector choice,
            SpendingPolicy policy,
            SignPayment signing,
            WalletProvider wallets,
            Clock clock,
            PurchaseListener listener) {
        this.url = url;
        this.choice = choice;
        this.policy = policy;
        this.signing = signing;
        this.wallets = wallets;
        this.clock = clock;
        this.listener = listener;
    }

    URI url() {
        return url;
    }

    /** True when a kept payment can be forgotten: turned down in time, and too old for the chain by now. */
    boolean dead(StoredPayment payment) {
        return payment.dead(clock.instant());
    }

    Outcome sign(HttpResponse<InputStream> answer) throws IOException, InterruptedException {
        byte[] body = DownloadRequest.body(answer);
        List<Offer> offers = Offer.read(answer.headers().firstValue(Headers.PAYMENT_REQUIRED), body);
        OfferSelector.Choice chosen = choice.choose(url, offers);
        if (chosen instanceof OfferSelector.Choice.Payable payable) {
            Optional<Wallet> wallet = wallets.find(url);
            if (wallet.isEmpty()) {
                return over("there is no wallet: set PRIVATE_KEY");
            }
            ProposedPayment spending = payable.spending();
            Optional<String> refused = policy.reserve(spending);
            if (refused.isPresent()) {
                return over(refused.get());
            }
            listener.paying(spending.amount(), spending.network(), spending.payTo());
            return new Outcome.Signed(signing.sign(spending, wallet.get()));
        }
        return over(((OfferSelector.Choice.None) chosen).why());
    }

    private static Outcome over(String why) {
        return new Outcome.Over(new PurchaseResult.NotPaid(why), Optional.empty());
    }

    /** The server saw the payment and did not deliver. Only a no that came in time makes a second payment thinkable. */
    Outcome refused(StoredPayment payment, ServerErrorText words, String keptIn) {
        String reason = words.reason();
        if (payment.state() == StoredPayment.State.PAID) {
            return new Outcome.Over(
                    new PurchaseResult.Failed("the file is paid for, but the seller does not deliver it now (" + reason
                            + "); " + keptIn + " holds the payment, move it away to pay again"),
                    Optional.empty());
        }
        if (words.transaction().isPresent() || payment.expired(clock.instant())) {
            return new Outcome.Over(
                    new PurchaseResult.Unknown(
                            "the seller does not deliver (" + reason + "), and the payment may have been" + " made; "
                                    + keptIn + " holds it, move it away to pay again"),
                    Optional.empty());
        }
        return new Outcome.Over(
                new PurchaseResult.NotPaid("the seller refused the payment: " + reason + "; it stays valid until "
                        + TIME.format(payment.validBefore()) + ", and only a run after that signs a new one"),
                Optional.of(payment.refused()));
    }
}
