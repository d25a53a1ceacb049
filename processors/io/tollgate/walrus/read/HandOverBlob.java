package io.tollgate.walrus.read;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers with the stream of the blob's bytes, or with the failure to find any. */
public final class HandOverBlob implements Processor {
    @Override
    public void process(Exchange exchange) throws BlobUnavailable {
        ReadState reading = exchange.getProperty(ReadState.PROPERTY, ReadState.class);
        exchange.getMessage().setBody(reading.opened());
    }
}
