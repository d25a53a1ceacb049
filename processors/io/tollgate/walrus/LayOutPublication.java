package io.tollgate.walrus;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Lays out the call to the publisher: its body is pulled from the content by the publisher's pace. Always permanent:
 * what a buyer has paid for must not be deleted under him.
 */
public final class LayOutPublication implements Processor {
    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        Publication blob = message.getMandatoryBody(Publication.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "PUT");
        message.setHeader(Exchange.HTTP_QUERY, query(blob));
        message.setBody(new PulledEntity(blob.content().open(), blob.length()));
    }

    private static String query(Publication blob) {
        String query = "epochs=" + blob.epochs() + "&permanent=true";
        return blob.sendTo() == null ? query : query + "&send_object_to=" + blob.sendTo();
    }
}
