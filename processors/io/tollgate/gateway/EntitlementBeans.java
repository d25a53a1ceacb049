package io.tollgate.gateway;

import static io.tollgate.gateway.Beans.step;

import io.tollgate.database.Database;
import io.tollgate.entitlement.DownloadTokens;
import io.tollgate.entitlement.PaymentIdentifiers;
import io.tollgate.gate.CheckWallet;
import io.tollgate.gate.Extensions;
import io.tollgate.gate.ForgetSpent;
import io.tollgate.gate.OpenDownloadToken;
import io.tollgate.gate.Papers;
import io.tollgate.gate.ReserveIdentifier;
import io.tollgate.gate.SignIns;
import io.tollgate.gate.Terms;
import io.tollgate.ledger.Ledger;
import io.tollgate.money.Networks;
import io.tollgate.proof.SpentNonces;
import io.tollgate.proof.WalletProofs;
import io.tollgate.sealing.HouseKeys;
import io.tollgate.settings.Settings;
import java.time.Clock;
import org.apache.camel.main.Main;

/** Builds the steps by which a buyer comes back to what was bought, and what a buyer is handed with it. */
final class EntitlementBeans {
    private final Ledger ledger;
    private final Clock clock;
    private final SpentNonces spent;
    private final PaymentIdentifiers identifiers;
    private final SignIns signIns;
    private final DownloadTokens tokens;
    private final Papers papers;
    private final Extensions extensions;

    EntitlementBeans(
            Settings settings,
            Database database,
            Ledger ledger,
            HouseKeys keys,
            Networks networks,
            WalletProofs proofs,
            ReceiptBeans receipts,
            Terms terms,
            Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
        spent = new SpentNonces(database);
        signIns = new SignIns(proofs, terms);
        identifiers = new PaymentIdentifiers(database, settings.sale().entitlementWindow(), clock);
        tokens = new DownloadTokens(keys.signing(), clock);
        papers = new Papers(networks, receipts.receipts(), tokens, terms);
        extensions = new Extensions(signIns, receipts.offers(), terms);
    }

    Papers papers() {
        return papers;
    }

    Extensions extensions() {
        return extensions;
    }

    void bind(Main camel) {
        step(camel, "openDownloadToken", new OpenDownloadToken(tokens, ledger, clock));
        step(camel, "reserveIdentifier", new ReserveIdentifier(identifiers));
        step(camel, "forgetSpent", new ForgetSpent(spent, identifiers, clock));
        step(camel, "checkWallet", new CheckWallet(signIns, ledger));
    }
}
