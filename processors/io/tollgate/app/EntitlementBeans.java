package io.tollgate.app;

import static io.tollgate.app.GatewayWiring.step;

import io.tollgate.catalog.offer.Terms;
import io.tollgate.database.Database;
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
import io.tollgate.settings.Settings;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.signin.SignInVerifier;
import io.tollgate.x402.signin.UsedNonces;
import java.time.Clock;
import org.apache.camel.main.Main;

/** Builds the steps by which a buyer comes back to what was bought, and what a buyer is handed with it. */
final class EntitlementBeans {
    private final Ledger ledger;
    private final Clock clock;
    private final UsedNonces spent;
    private final PaymentIdentifiers identifiers;
    private final SignInChallenges signIns;
    private final DownloadTokens tokens;
    private final DeliveryHeadersFactory papers;
    private final ChallengeExtensions extensions;

    EntitlementBeans(
            Settings settings,
            Database database,
            Ledger ledger,
            GatewayKeys keys,
            Networks networks,
            SignInVerifier proofs,
            ReceiptBeans receipts,
            Terms terms,
            Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
        spent = new UsedNonces(database);
        signIns = new SignInChallenges(proofs, terms);
        identifiers = new PaymentIdentifiers(database, settings.sale().entitlementWindow(), clock);
        tokens = new DownloadTokens(keys.signing(), clock);
        papers = new DeliveryHeadersFactory(networks, receipts.receipts(), tokens, terms);
        extensions = new ChallengeExtensions(signIns, receipts.offers(), terms);
    }

    DeliveryHeadersFactory papers() {
        return papers;
    }

    ChallengeExtensions extensions() {
        return extensions;
    }

    void bind(Main camel) {
        step(camel, "openDownloadToken", new OpenDownloadToken(tokens, ledger, clock));
        step(camel, "reserveIdentifier", new ReserveIdentifier(identifiers));
        step(camel, "purgeUsedNonces", new PurgeUsedNonces(spent, identifiers, clock));
        step(camel, "verifySignIn", new VerifySignIn(signIns, ledger));
    }
}
