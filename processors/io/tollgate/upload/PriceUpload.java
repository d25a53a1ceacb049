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
 * Quotes the price of storing an announced upload, by its MiB and epochs. All fields are validated first, so that a
 * payment is not followed by a refusal.
 */
public final class PriceUpload implements Processor {
    private final AtomicAmount rate;
    private final SaleTerms seller;
    private final UploadSpecParser parser;
    private final Clock clock;

    /**
     * @param rate  price of one MiB for one epoch, in millionths of a dollar
     * @param seller payee and networks
     */
    public PriceUpload(AtomicAmount rate, SaleTerms seller, UploadSpecParser parser, Clock clock) {
        this.rate = requireNonNull(rate, "rate must not be null");
        this.seller = requireNonNull(seller, "seller must not be null");
        this.parser = requireNonNull(parser, "parser must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        UploadSpec spec = parser.parse(upload.fields, upload.fileName);
        CreateItem.checkSealed(upload, spec);
        SaleContext.begin(exchange, upload.request, storage(upload.size, spec.epochs()));
    }

    private StorageOffer storage(long bytes, int epochs) {
        long mebibytes = StorageOffer.mebibytes(bytes);
        AtomicAmount price = new AtomicAmount(
                rate.units().multiply(BigInteger.valueOf(mebibytes)).multiply(BigInteger.valueOf(epochs)));
        return StorageOffer.of(mebibytes, epochs, price, seller, clock.instant());
    }
}
