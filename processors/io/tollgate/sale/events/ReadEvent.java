package io.tollgate.sale.events;

import io.tollgate.ledger.OutboxEvent;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Makes a message of an event: its JSON as the body, its kind and its id as the headers {@code TollgateEvent} and
 * {@code TollgateEventId}. Who gets the same id twice has had the event already.
 */
public final class ReadEvent implements Processor {
    static final String PROPERTY = "outboxEvent";

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        OutboxEvent event = message.getMandatoryBody(OutboxEvent.class);
        exchange.setProperty(PROPERTY, event);
        message.removeHeaders("*");
        message.setHeader("TollgateEvent", event.kind());
        message.setHeader("TollgateEventId", event.id());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(event.payload().getBytes(StandardCharsets.UTF_8));
    }
}
