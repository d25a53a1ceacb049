package io.tollgate.app;

import static io.tollgate.app.GatewayWiring.step;

import io.tollgate.admin.api.ListUndelivered;
import io.tollgate.admin.api.RevokeEntitlement;
import io.tollgate.admin.api.RotateKey;
import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.ledger.Ledger;
import io.tollgate.sale.receipt.Receipts;
import io.tollgate.sale.receipt.ShowKeys;
import io.tollgate.sale.receipt.ShowReceipt;
import io.tollgate.sale.receipt.SignedOffers;
import io.tollgate.sale.receipt.SigningKeys;
import io.tollgate.sealing.GatewayKeys;
import io.tollgate.settings.Settings;
import io.tollgate.x402.money.Networks;
import java.security.SecureRandom;
import java.time.Clock;
import org.apache.camel.main.Main;

/** Builds what signs offers and receipts, and the steps that show them. */
final class ReceiptBeans {
    private final Ledger ledger;
    private final Catalog catalog;
    private final Networks networks;
    private final Clock clock;
    private final SigningKeys keys;
    private final SignedOffers offers;
    private final Receipts receipts;

    ReceiptBeans(
            Settings settings,
            GatewayKeys house,
            Ledger ledger,
            Catalog catalog,
            Networks networks,
            Terms terms,
            Clock clock,
            SecureRandom random) {
        this.ledger = ledger;
        this.catalog = catalog;
        this.networks = networks;
        this.clock = clock;
        keys = new SigningKeys(house, settings.server().publicUrl(), clock, random);
        offers = new SignedOffers(keys, clock);
        receipts = new Receipts(keys, networks, settings.server().publicUrl(), terms::downloadUrl);
    }

    Receipts receipts() {
        return receipts;
    }

    SignedOffers offers() {
        return offers;
    }

    void bind(Main camel) {
        step(camel, "showReceipt", new ShowReceipt(ledger, catalog, receipts));
        step(camel, "listUndelivered", new ListUndelivered(ledger, catalog, networks, clock));
        step(camel, "revokeEntitlement", new RevokeEntitlement(ledger));
        step(camel, "rotateReceiptKey", new RotateKey(keys));
        step(camel, "showKeys", ShowKeys.asJwks(keys));
        step(camel, "showIssuer", ShowKeys.asDidDocument(keys));
    }
}
