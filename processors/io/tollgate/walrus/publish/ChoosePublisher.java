package io.tollgate.walrus.publish;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Chooses who is asked to store the blob, and lays out the call: the body is pulled by the publisher's pace. Always
 * permanent: what a buyer has paid for must not be deleted under him. The token, where one is needed, is our own and new
 * for every try.
 */
public final class ChoosePublisher implements Processor {
    static final String ENTITY = "publishedEntity";

    private final PublishConfig config;

    public ChoosePublisher(PublishConfig publishers) {
        this.config = publishers;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        PublishState publishing = exchange.getProperty(PublishState.PROPERTY, PublishState.class);
        publishing.chooseNext();
        Publication blob = publishing.blob();
        StreamingEntity body = new StreamingEntity(blob.content().open(), blob.length());
        exchange.setProperty(ENTITY, body);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "PUT");
        message.setHeader(Exchange.HTTP_QUERY, query(blob));
        config.tokenIssuer().ifPresent(mint -> message.setHeader("Authorization", "Bearer " + mint.issue(blob)));
        message.setBody(body);
    }

    private static String query(Publication blob) {
        String query = "epochs=" + blob.epochs() + "&permanent=true";
        return blob.sendTo() == null ? query : query + "&send_object_to=" + blob.sendTo();
    }
}
