package io.tollgate.sale;

import static java.util.Objects.requireNonNull;

import io.tollgate.catalog.offer.Terms;
import io.tollgate.ledger.Entitlement;
import io.tollgate.sale.entitlement.DownloadTokens;
import io.tollgate.sale.receipt.Receipts;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.protocol.Headers;
import io.tollgate.x402.protocol.Receipt;
import java.util.HashMap;
import java.util.Map;

/** Builds the headers of a paid download. A request by a short-lived link gets no token that outlives the link. */
public final class DeliveryHeadersFactory {
    private final Networks networks;
    private final Receipts receipts;
    private final DownloadTokens tokens;
    private final Terms terms;

    public DeliveryHeadersFactory(Networks networks, Receipts receipts, DownloadTokens tokens, Terms terms) {
        this.networks = requireNonNull(networks, "networks must not be null");
        this.receipts = requireNonNull(receipts, "receipts must not be null");
        this.tokens = requireNonNull(tokens, "tokens must not be null");
        this.terms = requireNonNull(terms, "terms must not be null");
    }

    /** Of a request that the ledger has granted the file to; none for a free item. */
    DeliveryHeaders of(SaleContext sale) {
        Map<String, String> headers = new HashMap<>();
        Entitlement entitlement = sale.entitlement;
        entitlement.sale().ifPresent(sold -> {
            Network network = networks.find(sold.chain()).orElseThrow();
            Receipt receipt = Receipt.settled(
                            sold.transaction(), network, entitlement.payer().orElseThrow())
                    .signed(receipts.signed(entitlement, sale.item));
            headers.put(Receipt.headerName(sold.version()), receipt.header(sold.version()));
            headers.put(Headers.RECEIPT, receipts.url(sold.receiptId()));
        });
        if (sale.token == null || !sale.token.inAddress()) {
            tokens.token(entitlement).ifPresent(token -> headers.put(Headers.DOWNLOAD_TOKEN, token));
            tokens.link(entitlement)
                    .ifPresent(token -> headers.put(
                            Headers.DOWNLOAD_LINK, terms.downloadUrl(sale.item.blobId()) + "?token=" + token));
        }
        return new DeliveryHeaders(headers);
    }
}
