package io.tollgate.sale;

import io.tollgate.catalog.Purchasable;
import io.tollgate.catalog.ReadableBlob;
import io.tollgate.catalog.offer.MatchedTerms;
import io.tollgate.catalog.offer.OfferCache;
import io.tollgate.http.delivery.ByteRange;
import io.tollgate.http.upstream.Upstream;
import io.tollgate.ledger.Claim;
import io.tollgate.ledger.Entitlement;
import io.tollgate.ledger.PresentedPayment;
import io.tollgate.sealing.SealedBlob;
import io.tollgate.x402.protocol.PaymentPayload;
import io.tollgate.x402.protocol.PaymentTerms;
import io.tollgate.x402.protocol.Receipt;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one request for a file while it passes the routes of a sale. Steps add to it; what is still null
 * has not been established. The routes see {@link #isFree()}, {@link #isQuoteOnly()} and so on as
 * {@code ${exchangeProperty.sale.free}}.
 */
public final class SaleContext {
    static final String PROPERTY = "sale";

    private static final Logger LOG = LoggerFactory.getLogger(SaleContext.class);

    final HttpServerRequest request;
    final String blobId;
    OfferCache.Shown offer;
    Purchasable item;
    ReadableBlob readable;
    List<ByteRange> ranges = List.of();
    boolean onSale;
    PresentedToken token;
    String signIn;
    String ignoredSignIn;
    PaymentPayload payment;
    MatchedTerms matched;
    PaymentTerms terms;
    PresentedPayment presented;
    boolean signed;
    boolean verified;
    Upstream verifiedBy;
    Claim claim;
    boolean settling;
    boolean refused;
    Entitlement entitlement;
    SealedBlob blob;
    Receipt receipt;
    DeliveryHeaders deliveryHeaders;

    SaleContext(HttpServerRequest request, String blobId) {
        this.request = request;
        this.blobId = blobId;
    }

    /** Starts the sale of something that is not looked up by the request's address. */
    public static void begin(Exchange exchange, HttpServerRequest request, Purchasable item) {
        SaleContext sale = new SaleContext(request, item.blobId());
        sale.item = item;
        exchange.setProperty(PROPERTY, sale);
    }

    /** Starts the reading of a blob that is not for sale yet. */
    public static void begin(Exchange exchange, HttpServerRequest request, ReadableBlob blob, String blobId) {
        SaleContext sale = new SaleContext(request, blobId);
        sale.readable = blob;
        exchange.setProperty(PROPERTY, sale);
    }

    static SaleContext of(Exchange exchange) {
        SaleContext sale = exchange.getProperty(PROPERTY, SaleContext.class);
        if (sale == null) {
            throw new IllegalStateException("no sale: the step read-request is missing in front of this one");
        }
        return sale;
    }

    /** What the ledger has granted to the sender of this request. */
    public static Optional<Entitlement> entitlement(Exchange exchange) {
        return Optional.ofNullable(of(exchange).entitlement);
    }

    /** Its bytes lie on Walrus, so they can be opened before the money is asked for; what is sold may be no file. */
    public boolean isStored() {
        return readable != null;
    }

    /** Nothing has to be paid for this item, as long as it is to be had at all. */
    public boolean isFree() {
        return onSale && item.price().isZero();
    }

    /** The request only asks about the file, or brings no payment. */
    public boolean isQuoteOnly() {
        return isHead() || payment == null;
    }

    /** A download token came with the request. */
    public boolean isTokenPresented() {
        return token != null;
    }

    /** A wallet's signature over a sign-in came with the request, and nothing better did. */
    public boolean isSignInPresented() {
        return signIn != null && entitlement == null;
    }

    public boolean isHead() {
        return request.method() == HttpMethod.HEAD;
    }

    /** The payer's signature has been found good: by its key, by the ledger, by the wallet or by a facilitator. */
    public boolean isSigned() {
        return signed || verified;
    }

    /** Claimed by this request, and no facilitator has said yet that it would settle. */
    public boolean isUnverified() {
        return !verified && !isEntitled();
    }

    /** The ledger has granted the file to the sender of this request. */
    public boolean isEntitled() {
        return entitlement != null;
    }

    /** The payment buys nothing here; its sender is shown the terms again. */
    public boolean isRefused() {
        return refused;
    }

    /** The sealed bytes are wanted and not open for reading yet. */
    public boolean isBlobRequired() {
        return blob == null && !isHead();
    }

    /** An earlier attempt has been verified already, its settlement alone is in doubt. */
    public boolean isResumed() {
        return claim != null && claim.ambiguous();
    }

    /** The stretch of the file that the answer begins with. */
    ByteRange beginning() {
        return ranges.isEmpty() ? new ByteRange(0, readable.size()) : ranges.get(0);
    }

    /** Closes the aggregator's connection without reading the rest of the blob. */
    void closeBlob() {
        if (blob == null) {
            return;
        }
        try {
            blob.close();
        } catch (IOException e) {
            LOG.debug("{}: the aggregator's connection was broken off", this, e);
        }
        blob = null;
    }

    @Override
    public String toString() {
        return "Sale[" + blobId + "]";
    }
}
