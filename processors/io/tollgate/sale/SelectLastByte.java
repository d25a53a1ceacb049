package io.tollgate.sale;

import io.tollgate.http.delivery.ByteRange;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Has the file's last byte proved next: its last part is there, and ends where the file does. */
public final class SelectLastByte implements Processor {
    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        long size = sale.readable.size();
        sale.ranges = List.of(size == 0 ? new ByteRange(0, 0) : new ByteRange(size - 1, 1));
    }
}
