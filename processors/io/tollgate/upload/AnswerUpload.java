package io.tollgate.upload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.x402.money.Network;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers the seller with the file's addresses, its price, and the seller token, which is shown only once. */
public final class AnswerUpload implements Processor {
    private final Terms terms;
    private final URI aggregator;
    private final Optional<URI> explorer;

    /**
     * @param aggregator base URL where the stored bytes are publicly readable
     * @param explorer   URL prefix of a Sui object's page; empty with the embedded Walrus
     */
    public AnswerUpload(Terms terms, URI aggregator, Optional<URI> explorer) {
        this.terms = terms;
        this.aggregator = aggregator;
        this.explorer = explorer;
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        JsonAnswer.send(exchange, 200, json(upload));
    }

    /** The answer for a file that is for sale; has the seller token only in the request that created it. */
    ObjectNode json(Upload upload) {
        Item item = upload.item;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", "success");
        json.put("blobId", item.blobId());
        json.put("blobUrl", aggregator + "/v1/blobs/" + item.blobId());
        json.put("endEpoch", item.endEpoch());
        json.put("suiUrl", suiUrl(item));
        json.put("downloadUrl", terms.downloadUrl(item.blobId()));
        json.put("price", item.price().written(Pricing.DECIMALS));
        json.put("payTo", item.payTo().toString());
        List<Network> networks = terms.networks(item.terms());
        json.put("network", networks.getFirst().name());
        ArrayNode names = json.putArray("networks");
        networks.forEach(network -> names.add(network.name()));
        json.put("size", item.size());
        json.put("contentType", item.contentType());
        json.put("sha256", item.sha256());
        json.put("sealed", item.sealed());
        json.put("accessHours", item.entitlementWindow().toHours());
        json.put("forSaleUntil", item.sellableUntil().toString());
        json.put("expiresAt", item.expiresAt().toString());
        if (upload.sellerToken != null) {
            json.put("sellerToken", upload.sellerToken.reveal());
        }
        return json;
    }

    private String suiUrl(Item item) {
        return explorer.flatMap(base -> item.suiObjectId().map(id -> base + id)).orElse(null);
    }
}
