package io.tollgate.upload;

import static java.util.Objects.requireNonNull;

import io.tollgate.catalog.Item;
import io.tollgate.catalog.SaleTerms;
import io.tollgate.catalog.StorageOffer;
import io.tollgate.sale.SaleContext;
import io.tollgate.x402.money.AtomicAmount;
import java.math.BigInteger;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes something that can be sold of an announced upload: the storage of so many MiB for so many epochs, which is an item
 * like any other to the gate and the ledger. What it is for is in its name, so that a payment for less opens nothing more.
 * Everything that is asked for is checked before, so that nobody pays for a refusal.
 */
public final class PriceUpload implements Processor {
    private final AtomicAmount rate;
    private final SaleTerms house;
    private final UploadSpecParser planner;
    private final Clock clock;

    /**
     * @param rate  in millionths of a dollar, for one MiB and one epoch
     * @param house who is paid, and where
     */
    public PriceUpload(AtomicAmount rate, SaleTerms house, UploadSpecParser planner, Clock clock) {
        this.rate = requireNonNull(rate, "rate must not be null");
        this.house = requireNonNull(house, "house must not be null");
        this.planner = requireNonNull(planner, "planner must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        UploadSpec plan = planner.plan(upload.fields, upload.fileName);
        CreateItem.checkForm(upload, plan);
        SaleContext.begin(exchange, upload.request, storage(upload.size, plan.epochs()));
    }

    private Item storage(long bytes, int epochs) {
        long mebibytes = StorageOffer.mebibytes(bytes);
        AtomicAmount price = new AtomicAmount(
                rate.units().multiply(BigInteger.valueOf(mebibytes)).multiply(BigInteger.valueOf(epochs)));
        return StorageOffer.item(mebibytes, epochs, StorageOffer.at(price, house), clock.instant());
    }
}
