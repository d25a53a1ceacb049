package io.tollgate.sale;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Closes a blob that was opened only to see that it can be. */
public final class CloseBlob implements Processor {
    @Override
    public void process(Exchange exchange) {
        SaleContext.of(exchange).closeBlob();
    }
}
