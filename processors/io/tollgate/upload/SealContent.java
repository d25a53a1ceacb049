package io.tollgate.upload;

import io.tollgate.sealing.Sealing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Lays out the call to the publisher: the body is the client's own stream, sealed on its way and pulled by the
 * publisher's pace. Always permanent: what a buyer has paid for must not be deleted under him.
 */
public final class SealContent implements Processor {
    private final Sealing sealing;

    public SealContent(Sealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = Upload.of(exchange);
        OptionalLong length = storedLength(upload);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "PUT");
        message.setHeader(Exchange.HTTP_QUERY, query(upload.plan));
        message.setBody(new PulledEntity(stored(upload), length.orElse(-1)));
    }

    private OptionalLong storedLength(Upload upload) throws IOException {
        if (upload.spool != null) {
            return OptionalLong.of(Files.size(upload.spool));
        }
        if (upload.length.isEmpty() || !upload.plan.sealed()) {
            return upload.length;
        }
        return OptionalLong.of(sealing.sealedLength(upload.length.getAsLong()));
    }

    private InputStream stored(Upload upload) throws IOException {
        if (upload.spool != null) {
            return upload.spooled();
        }
        return upload.plan.sealed() ? sealing.seal(upload.wrappedKey, upload.itemId, upload.plain) : upload.plain;
    }

    private static String query(Plan plan) {
        String query = "epochs=" + plan.epochs() + "&permanent=true";
        return plan.sendTo() == null ? query : query + "&send_object_to=" + plan.sendTo();
    }
}
