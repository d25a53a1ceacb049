package io.tollgate.kamelets;

import io.tollgate.walrus.publish.PublisherAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** The steps of the Kamelet {@code walrus-sink} around its call to the publisher. */
public final class WalrusStore {
    private static final String SAVED_MESSAGE = "walrusSavedMessage";
    private static final int MAX_ANSWER = 64 * 1024;

    private final int epochs;
    private final boolean permanent;
    private final String token;

    /** The message while the publisher is called. */
    private record SavedMessage(byte[] content, Map<String, Object> headers) {}

    /** @param token bearer token for the publisher; empty for none */
    public WalrusStore(int epochs, boolean permanent, String token) {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs: must be 1 or more");
        }
        this.epochs = epochs;
        this.permanent = permanent;
        this.token = token.strip();
    }

    /** Prepares the call; only the body of the message is sent to the publisher. */
    public void prepare(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        byte[] content = message.getMandatoryBody(byte[].class);
        exchange.setProperty(SAVED_MESSAGE, new SavedMessage(content, new HashMap<>(message.getHeaders())));
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, "application/octet-stream");
        if (!token.isEmpty()) {
            message.setHeader("Authorization", "Bearer " + token);
        }
        message.setHeader(
                Exchange.HTTP_QUERY, "epochs=" + epochs + (permanent ? "&permanent=true" : "&deletable=true"));
        message.setBody(content);
    }

    /**
     * Reads the publisher's answer.
     *
     * @throws IOException when the blob was not stored, with the reason
     */
    public void read(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        byte[] body;
        try (InputStream stream = message.getBody(InputStream.class)) {
            body = stream == null ? new byte[0] : stream.readNBytes(MAX_ANSWER);
        }
        SavedMessage saved = (SavedMessage) exchange.removeProperty(SAVED_MESSAGE);
        message.removeHeaders("*");
        saved.headers().forEach(message::setHeader);
        message.setBody(saved.content());
        switch (PublisherAnswer.read(status, body)) {
            case PublisherAnswer.Stored stored -> setResultHeaders(message, stored);
            case PublisherAnswer.Refused refused ->
                throw new IOException(
                        "the publisher did not store the blob: " + refused.status() + " " + refused.reason());
        }
    }

    private static void setResultHeaders(Message message, PublisherAnswer.Stored stored) {
        message.setHeader(WalrusFetch.BLOB_ID, stored.blobId().text());
        message.setHeader("WalrusEndEpoch", stored.endEpoch());
        stored.suiObjectId().ifPresent(id -> message.setHeader("WalrusObjectId", id));
    }
}
