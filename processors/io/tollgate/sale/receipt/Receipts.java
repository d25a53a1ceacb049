package io.tollgate.sale.receipt;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.Purchasable;
import io.tollgate.ledger.Entitlement;
import io.tollgate.ledger.SaleRecord;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.net.URI;
import java.util.function.UnaryOperator;

/** Makes signed receipts: a short form for the answer that brings the file, and the whole document for later requests. */
public final class Receipts {
    private final SigningKeys keys;
    private final Networks networks;
    private final URI publicUrl;
    private final UnaryOperator<String> downloadUrl;

    /** @param downloadUrl of a blob id */
    public Receipts(SigningKeys keys, Networks networks, URI publicUrl, UnaryOperator<String> downloadUrl) {
        this.keys = requireNonNull(keys, "keys must not be null");
        this.networks = requireNonNull(networks, "networks must not be null");
        this.publicUrl = requireNonNull(publicUrl, "publicUrl must not be null");
        this.downloadUrl = requireNonNull(downloadUrl, "downloadUrl must not be null");
    }

    /** Where a receipt can be read again. */
    public String url(String receiptId) {
        return at("/receipts/" + receiptId);
    }

    private String at(String path) {
        return publicUrl.toString().replaceAll("/$", "") + path;
    }

    /** The compact JWS that goes with a file that was paid for. */
    public String signed(Entitlement entitlement, Purchasable item) {
        Network network =
                networks.find(entitlement.sale().orElseThrow().chain()).orElseThrow();
        return signed(ReceiptClaims.of(entitlement, network.usdc().address(), item, address(item)));
    }

    /** Where the file was sold; by our own name for it once its blob id belongs to another listing. */
    private String address(Purchasable item) {
        return item.blobId() == null ? at("/items/" + item.id()) : downloadUrl.apply(item.blobId());
    }

    private String signed(ReceiptClaims proof) {
        return keys.sign(proof.statement().toString());
    }

    /** A receipt to keep: what was sold, what was paid, the same signed, and the keys to check it with offline. */
    ObjectNode document(SaleRecord sale, Purchasable item) {
        ReceiptClaims proof = ReceiptClaims.of(sale, item, address(item));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("id", sale.receiptId());
        document.put("paidAt", sale.settledAt().toString());
        document.put("entitledUntil", sale.until().toString());
        sale.completedAt().ifPresent(at -> document.put("deliveredAt", at.toString()));
        ObjectNode what = document.putObject("item");
        what.put("blobId", item.blobId()).put("title", item.title()).put("fileName", item.fileName());
        what.put("contentType", item.contentType()).put("size", item.size());
        networks.find(proof.chain()).ifPresent(network -> {
            document.put("price", proof.amount().written(network.usdc().decimals()));
            document.put("currency", network.usdc().symbol());
        });
        document.set("statement", proof.statement());
        document.putObject("receipt").put("format", "jws").put("signature", signed(proof));
        document.put("issuer", keys.did());
        document.set("jwks", keys.jwks());
        document.put("jwksUrl", at("/.well-known/jwks.json"));
        return document;
    }
}
