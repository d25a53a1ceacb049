package io.tollgate.sale;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Takes the request for a file out of the message: afterwards no header of the client is left that a later HTTP call
 * could mistake for its own (CVE-2026-78164, CVE-2025-27636).
 */
public final class ReadRequest implements Processor {
    @Override
    public void process(Exchange exchange) {
        HttpMessage message = exchange.getIn(HttpMessage.class);
        String blobId = message.getHeader("blobId", String.class);
        exchange.setProperty(SaleContext.PROPERTY, new SaleContext(message.getRequest(), blobId));
        message.removeHeaders("*");
        message.setBody(null);
    }
}
