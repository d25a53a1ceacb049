package io.tollgate.sale.receipt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.Purchasable;
import io.tollgate.ledger.Entitlement;
import io.tollgate.ledger.SaleRecord;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.ChainId;
import java.time.Instant;

/**
 * What a signed receipt states: this wallet paid this much for these bytes. The extension's own fields (offer-receipt,
 * version 1) and, beside them, what they leave out. Says the same whenever it is made out.
 *
 * @param amount in atomic units of the asset
 */
record ReceiptClaims(
        String receiptId,
        String resourceUrl,
        Purchasable item,
        Address payer,
        Address payTo,
        AtomicAmount amount,
        Address asset,
        ChainId chain,
        Bytes32 transaction,
        Instant settledAt) {
    static ReceiptClaims of(Entitlement entitlement, Address asset, Purchasable item, String resourceUrl) {
        Entitlement.Sale sold = entitlement.sale().orElseThrow();
        return new ReceiptClaims(
                sold.receiptId(),
                resourceUrl,
                item,
                entitlement.payer().orElseThrow(),
                sold.payTo(),
                sold.amount(),
                asset,
                sold.chain(),
                sold.transaction(),
                sold.settledAt());
    }

    static ReceiptClaims of(SaleRecord sale, Purchasable item, String resourceUrl) {
        return new ReceiptClaims(
                sale.receiptId(),
                resourceUrl,
                item,
                sale.payer(),
                sale.payTo(),
                sale.amount(),
                sale.payment().asset(),
                sale.payment().chain(),
                sale.transaction(),
                sale.settledAt());
    }

    /** What is signed; the names in the order of RFC 8785. */
    ObjectNode statement() {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("amount", amount.toString());
        statement.put("asset", asset.toString());
        statement.put("issuedAt", settledAt.getEpochSecond());
        statement.put("network", chain.caip2());
        statement.put("payTo", payTo.toString());
        statement.put("payer", payer.toString());
        statement.put("receiptId", receiptId);
        statement.put("resourceUrl", resourceUrl);
        statement.put("sha256", item.sha256());
        statement.put("transaction", transaction.hex());
        statement.put("version", 1);
        return statement;
    }
}
