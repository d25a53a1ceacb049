package io.tollgate.app;

import io.tollgate.catalog.offer.Terms;
import io.tollgate.ledger.Ledger;
import io.tollgate.sale.ChallengeExtensions;
import io.tollgate.sale.DeliveryHeadersFactory;
import io.tollgate.sale.OpenDownloadToken;
import io.tollgate.sale.PurgeUsedNonces;
import io.tollgate.sale.ReserveIdentifier;
import io.tollgate.sale.SignInChallenges;
import io.tollgate.sale.VerifySignIn;
import io.tollgate.sale.entitlement.DownloadTokens;
import io.tollgate.sale.entitlement.PaymentIdentifiers;
import io.tollgate.sealing.GatewayKeys;
import io.tollgate.x402.signin.SignInVerifier;
import io.tollgate.x402.signin.UsedNonces;
import java.time.Clock;

/** Builds the steps by which buyers download again, and the headers and challenges for them. */
final class EntitlementBeans {
    private final Ledger ledger;
    private final Clock clock;
    private final UsedNonces nonces;
    private final PaymentIdentifiers identifiers;
    private final SignInChallenges signIns;
    private final DownloadTokens tokens;
    private final DeliveryHeadersFactory deliveryHeaders;
    private final ChallengeExtensions extensions;

    EntitlementBeans(
            GatewayServices services,
            Ledger ledger,
            GatewayKeys keys,
            SignInVerifier verifier,
            UsedNonces nonces,
            ReceiptBeans receipts,
            Terms terms) {
        this.ledger = ledger;
        this.nonces = nonces;
        clock = services.clock();
        signIns = new SignInChallenges(verifier, terms);
        identifiers = new PaymentIdentifiers(
                services.database(), services.settings().sale().entitlementWindow(), clock);
        tokens = new DownloadTokens(keys.signing(), clock);
        deliveryHeaders = new DeliveryHeadersFactory(services.networks(), receipts.receipts(), tokens, terms);
        extensions = new ChallengeExtensions(signIns, receipts.offers(), terms);
    }

    DeliveryHeadersFactory deliveryHeaders() {
        return deliveryHeaders;
    }

    ChallengeExtensions extensions() {
        return extensions;
    }

    void bind(Steps steps) {
        steps.add("openDownloadToken", new OpenDownloadToken(tokens, ledger, clock));
        steps.add("reserveIdentifier", new ReserveIdentifier(identifiers));
        steps.add("purgeUsedNonces", new PurgeUsedNonces(nonces, identifiers, clock));
        steps.add("verifySignIn", new VerifySignIn(signIns, ledger));
    }
}
