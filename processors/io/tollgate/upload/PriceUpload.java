package io.tollgate.upload;

import static java.util.Objects.requireNonNull;

import io.tollgate.catalog.SaleTerms;
import io.tollgate.catalog.StorageOffer;
import io.tollgate.sale.SaleContext;
import io.tollgate.x402.money.AtomicAmount;
import java.math.BigInteger;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Offers the storage of an announced upload, by its MiB and epochs. Everything that is asked for is checked before, so
 * that a payment is not followed by a refusal.
 */
public final class PriceUpload implements Processor {
    private final AtomicAmount rate;
    private final SaleTerms seller;
    private final UploadSpecParser parser;
    private final Clock clock;

    /**
     * @param rate  in millionths of a dollar, for one MiB and one epoch
     * @param seller who is paid, and where
     */
    public PriceUpload(AtomicAmount rate, SaleTerms seller, UploadSpecParser planner, Clock clock) {
        this.rate = requireNonNull(rate, "rate must not be null");
        this.seller = requireNonNull(seller, "seller must not be null");
        this.parser = requireNonNull(planner, "planner must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        UploadSpec plan = parser.parse(upload.fields, upload.fileName);
        CreateItem.checkSealed(upload, plan);
        SaleContext.begin(exchange, upload.request, storage(upload.size, plan.epochs()));
    }

    private StorageOffer storage(long bytes, int epochs) {
        long mebibytes = StorageOffer.mebibytes(bytes);
        AtomicAmount price = new AtomicAmount(
                rate.units().multiply(BigInteger.valueOf(mebibytes)).multiply(BigInteger.valueOf(epochs)));
        return StorageOffer.of(mebibytes, epochs, price, seller, clock.instant());
    }
}
