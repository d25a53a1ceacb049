package io.tollgate.app;

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
import io.tollgate.x402.money.Networks;
import java.net.URI;
import java.time.Clock;

/** Builds the signers of offers and receipts, and the steps that show receipts and keys. */
final class ReceiptBeans {
    private final Ledger ledger;
    private final Catalog catalog;
    private final Networks networks;
    private final Clock clock;
    private final SigningKeys keys;
    private final SignedOffers offers;
    private final Receipts receipts;

    ReceiptBeans(GatewayServices services, GatewayKeys gatewayKeys, Ledger ledger, Catalog catalog, Terms terms) {
        this.ledger = ledger;
        this.catalog = catalog;
        networks = services.networks();
        clock = services.clock();
        URI publicUrl = services.settings().server().publicUrl();
        keys = new SigningKeys(gatewayKeys, publicUrl, clock, services.random());
        offers = new SignedOffers(keys, clock);
        receipts = new Receipts(keys, networks, publicUrl, terms::downloadUrl);
    }

    Receipts receipts() {
        return receipts;
    }

    SignedOffers offers() {
        return offers;
    }

    void bind(Steps steps) {
        steps.add("showReceipt", new ShowReceipt(ledger, catalog, receipts));
        steps.add("listUndelivered", new ListUndelivered(ledger, catalog, networks, clock));
        steps.add("revokeEntitlement", new RevokeEntitlement(ledger));
        steps.add("rotateReceiptKey", new RotateKey(keys));
        steps.add("showKeys", ShowKeys.asJwks(keys));
        steps.add("showIssuer", ShowKeys.asDidDocument(keys));
    }
}
