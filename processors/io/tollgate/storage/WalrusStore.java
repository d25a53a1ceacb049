package io.tollgate.storage;

import io.tollgate.walrus.PublisherAnswer;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** The steps of the Kamelet {@code walrus-sink} around its call to the publisher. */
public final class WalrusStore {
    private static final String REQUEST = "walrusBlob";
    private static final String ANSWER = "walrusAnswer";
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final int epochs;
    private final boolean permanent;
    private final String token;

    /** @param token bearer token for the publisher; empty: none */
    public WalrusStore(int epochs, boolean permanent, String token) {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs: must be 1 or more");
        }
        this.epochs = epochs;
        this.permanent = permanent;
        this.token = token.strip();
    }

    /** Lays out the call; nothing of the message but its body goes to the publisher. */
    public void prepare(Exchange exchange) throws InvalidPayloadException {
        byte[] content = exchange.getMessage().getMandatoryBody(byte[].class);
        exchange.setVariable(REQUEST, content);
        exchange.setVariable("header:" + REQUEST + "." + Exchange.HTTP_METHOD, "PUT");
        exchange.setVariable(
                "header:" + REQUEST + "." + Exchange.HTTP_QUERY,
                "epochs=" + epochs + (permanent ? "&permanent=true" : "&deletable=true"));
        if (!token.isEmpty()) {
            exchange.setVariable("header:" + REQUEST + ".Authorization", "Bearer " + token);
        }
    }

    /** @throws IOException when the publisher has not stored the blob, with its reason */
    public void read(Exchange exchange) throws IOException {
        Integer status = exchange.getVariable("header:" + ANSWER + "." + Exchange.HTTP_RESPONSE_CODE, Integer.class);
        byte[] body;
        try (InputStream stream = exchange.getVariable(ANSWER, InputStream.class)) {
            body = stream == null ? new byte[0] : stream.readNBytes(LARGEST_ANSWER);
        }
        exchange.removeVariable(REQUEST);
        exchange.removeVariable("header:" + REQUEST + ".Authorization");
        exchange.removeVariable(ANSWER);
        switch (PublisherAnswer.read(status == null ? 0 : status, body)) {
            case PublisherAnswer.Stored stored -> tell(exchange.getMessage(), stored);
            case PublisherAnswer.Refused refused ->
                throw new IOException(
                        "the publisher did not store the blob: " + refused.status() + " " + refused.reason());
        }
    }

    private static void tell(Message message, PublisherAnswer.Stored stored) {
        message.setHeader(WalrusFetch.BLOB_ID, stored.blobId().text());
        message.setHeader("WalrusEndEpoch", stored.endEpoch());
        stored.suiObjectId().ifPresent(id -> message.setHeader("WalrusObjectId", id));
    }
}
