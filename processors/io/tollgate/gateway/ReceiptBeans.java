package io.tollgate.gateway;

import static io.tollgate.gateway.Beans.step;

import io.tollgate.catalog.Catalog;
import io.tollgate.gate.Terms;
import io.tollgate.ledger.Ledger;
import io.tollgate.money.Networks;
import io.tollgate.receipt.Receipts;
import io.tollgate.receipt.RevokeEntitlement;
import io.tollgate.receipt.RotateKey;
import io.tollgate.receipt.ShowKeys;
import io.tollgate.receipt.ShowReceipt;
import io.tollgate.receipt.SignedOffers;
import io.tollgate.receipt.SigningKeys;
import io.tollgate.receipt.TellUndelivered;
import io.tollgate.sealing.HouseKeys;
import io.tollgate.settings.Settings;
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
            HouseKeys house,
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
        step(camel, "tellUndelivered", new TellUndelivered(ledger, catalog, networks, clock));
        step(camel, "revokeEntitlement", new RevokeEntitlement(ledger));
        step(camel, "rotateReceiptKey", new RotateKey(keys));
        step(camel, "showKeys", ShowKeys.asJwks(keys));
        step(camel, "showIssuer", ShowKeys.asDidDocument(keys));
    }
}
