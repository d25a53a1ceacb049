package io.tollgate.sale.receipt;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Publishes the keys that receipts are checked with, in one of two forms. */
public final class ShowKeys implements Processor {
    private final Supplier<ObjectNode> document;
    private final String contentType;

    private ShowKeys(Supplier<ObjectNode> document, String contentType) {
        this.document = requireNonNull(document, "document must not be null");
        this.contentType = requireNonNull(contentType, "contentType must not be null");
    }

    /** As a JSON web key set. */
    public static ShowKeys asJwks(SigningKeys keys) {
        return new ShowKeys(keys::jwks, "application/jwk-set+json");
    }

    /** As the document behind our {@code did:web}. */
    public static ShowKeys asDidDocument(SigningKeys keys) {
        return new ShowKeys(keys::didDocument, "application/did+json");
    }

    @Override
    public void process(Exchange exchange) {
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.CONTENT_TYPE, contentType);
        answer.setHeader("Cache-Control", "public, max-age=300");
        answer.setBody(ByteBuffer.wrap(document.get().toString().getBytes(StandardCharsets.UTF_8)));
    }
}
