package io.tollgate.walrus.publish;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Chooses the next publisher and prepares the call; the body is read at the publisher's pace. Blobs are always
 * permanent, so that a blob that a buyer paid for cannot be deleted. A publisher that requires a token gets a new one
 * for every attempt.
 */
public final class ChoosePublisher implements Processor {
    static final String ENTITY = "publishedEntity";

    private final PublishConfig config;

    public ChoosePublisher(PublishConfig publishers) {
        this.config = publishers;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        PublishState state = exchange.getProperty(PublishState.PROPERTY, PublishState.class);
        state.chooseNext();
        Publication blob = state.blob();
        StreamingEntity body = new StreamingEntity(blob.content().open(), blob.length());
        exchange.setProperty(ENTITY, body);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "PUT");
        message.setHeader(Exchange.HTTP_QUERY, query(blob));
        config.tokenIssuer().ifPresent(issuer -> message.setHeader("Authorization", "Bearer " + issuer.issue(blob)));
        message.setBody(body);
    }

    private static String query(Publication blob) {
        String query = "epochs=" + blob.epochs() + "&permanent=true";
        return blob.sendTo() == null ? query : query + "&send_object_to=" + blob.sendTo();
    }
}
