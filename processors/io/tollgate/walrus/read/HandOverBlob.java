package io.tollgate.walrus.read;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers with the stream of the blob's bytes, or throws when no aggregator returned any. */
public final class HandOverBlob implements Processor {
    @Override
    public void process(Exchange exchange) throws BlobUnavailable {
        ReadState state = exchange.getProperty(ReadState.PROPERTY, ReadState.class);
        exchange.getMessage().setBody(state.body());
    }
}
