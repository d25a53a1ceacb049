package io.tollgate.sale.events;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done about a sale when nothing else is: a line in the log, at debug, without the buyer. */
public final class LogSale implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(LogSale.class);

    @Override
    public void process(Exchange exchange) {
        LOG.debug(
                "{}: {}",
                exchange.getMessage().getHeader("TollgateEventId"),
                exchange.getMessage().getHeader("TollgateEvent"));
    }
}
